System.Console.WriteLine("Extra");
