using System.Globalization;
using System.Resources;

Console.WriteLine(new ResourceManager("Mailer.Words", typeof(Program).Assembly).GetString("Hello", new CultureInfo("de")));
string work = Path.Combine(Environment.GetEnvironmentVariable("SLIPWAY_DATA")!, "work");
while (true)
{
    File.AppendAllText(work, Environment.GetEnvironmentVariable("SLIPWAY_PACKAGE") + "\n");
    Thread.Sleep(20);
}
