using System.Diagnostics;
using System.Globalization;
using Slipway.Running;
using Slipway.Tools.DotNet;

/// <summary>Times whole processes from outside, in turn, so that a slow moment of the machine hits all of them alike.</summary>
internal static class StartUpBenchmark
{
    private const int Rounds = 21;
    private const int WaitingRounds = 5;

    public static async Task RunAsync(AbsolutePath root, AbsolutePath folder, CancellationToken cancellation)
    {
        string dotnet = Environment.ProcessPath!; // a running program has a path
        string launcher = root / "build.sh";
        await TimeAsync([launcher, "Noop"], cancellation);
        double megabytes = await PeakAsync([launcher, "Noop"], cancellation) / 1024.0;
        await MakeHelloAsync(folder, cancellation);
        (string Name, string[] Command)[] subjects =
        [
            ("dotnet hello.dll", [dotnet, folder / "out" / "hello.dll"]),
            ("./build.sh Noop", [launcher, "Noop"]),
            ("./build.sh --help", [launcher, "--help"]),
            ("./build.sh --list", [launcher, "--list"]),
            ("./build.sh --plan Release", [launcher, "--plan", "Release"]),
            ("dotnet run --no-build", [dotnet, "run", "--no-build", "--project", folder / "hello.csproj", "-c", "Release"]),
        ];
        var times = subjects.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            for (int subject = 0; subject < subjects.Length; subject++)
            {
                double time = await TimeAsync(subjects[subject].Command, cancellation);
                if (round > 0)
                    times[subject].Add(time);
            }
        }

        Show(subjects, times, megabytes);
        var seconds = new List<double>();
        for (int round = 0; round < WaitingRounds; round++)
            seconds.Add(await TimeAsync([launcher, "Seconds", "--parallel", "8"], cancellation));
        RunScope.Current.Say(string.Create(
            CultureInfo.InvariantCulture, $"{"8 targets of 1 s at once",-28}{Quantile(seconds, 0.5),7:0} ms, {seconds.Max():0} ms at most of {WaitingRounds}; goal: 1170 ms"));
    }

    private static void Show((string Name, string[] Command)[] subjects, List<double>[] times, double megabytes)
    {
        double hello = Quantile(times[0], 0.5);
        RunScope.Current.Say($"{"",-28}{"median",10}{"p90",10}{"ratio",8}{"p90 ratio",11}");
        for (int subject = 0; subject < subjects.Length; subject++)
        {
            (double median, double slow) = (Quantile(times[subject], 0.5), Quantile(times[subject], 0.9));
            RunScope.Current.Say(string.Create(CultureInfo.InvariantCulture, $"{subjects[subject].Name,-28}{median,7:0.0} ms{slow,7:0.0} ms{median / hello,8:0.00}{slow / hello,11:0.00}"));
        }

        RunScope.Current.Say(string.Create(CultureInfo.InvariantCulture, $"{Rounds - 1} rounds, all in turn; ./build.sh Noop takes {megabytes:0} MB at most; goals: 85 ms, ratio 2.5, p90 ratio 3.5, 60 MB"));
    }

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)((values.Count - 1) * share));

    private static async Task<double> TimeAsync(string[] command, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Start(command);
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        double elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return process.ExitCode == 0 ? elapsed : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static async Task MakeHelloAsync(AbsolutePath folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        // Files of its own in front of the repository's, so that a plain program is measured.
        await File.WriteAllTextAsync(folder / "Directory.Build.props", "<Project />", cancellation);
        await File.WriteAllTextAsync(folder / "Directory.Packages.props", "<Project />", cancellation);
        await File.WriteAllTextAsync(folder / "hello.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", cancellation);
        await File.WriteAllTextAsync(folder / "hello.cs", "System.Console.WriteLine(\"Hello\");", cancellation);
        RunScope scope = RunScope.Current;
        foreach (string? output in new string?[] { folder / "out", null })
        {
            var settings = new DotNetBuildSettings { ProjectFile = folder / "hello.csproj", Configuration = "Release", Output = output, ProcessWorkingDirectory = folder };
            var result = await scope.Runner.RunAsync(settings.ToCommand(), scope.Line, cancellation);
            if (result.ExitCode != 0)
                throw new InvalidOperationException($"hello does not compile: {result.StandardOutput}");
        }
    }

    // Kilobytes at most in memory, as the kernel counts them for the process itself: the launcher becomes the program, so one id is both.
    private static async Task<long> PeakAsync(string[] command, CancellationToken cancellation)
    {
        using Process process = Start(command);
        string status = $"/proc/{process.Id}/status";
        long peak = 0;
        while (!process.HasExited)
        {
            string? line = (await ReadLinesAsync(status, cancellation)).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)); // none once it ended
            if (line is not null)
                peak = Math.Max(peak, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture));
        }

        return peak;
    }

    private static async Task<string[]> ReadLinesAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllLinesAsync(file, cancellation);
        }
        catch (IOException)
        {
            return []; // it has ended
        }
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Remove("SLIPWAY_ROOT");
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        process.StandardInput.Close();
        return process;
    }
}
