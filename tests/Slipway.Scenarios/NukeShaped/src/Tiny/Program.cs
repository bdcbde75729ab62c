System.Console.WriteLine("Tiny");
