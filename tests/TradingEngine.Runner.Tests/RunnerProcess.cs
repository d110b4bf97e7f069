using System.Diagnostics;

namespace TradingEngine.Runner.Tests;

/// <summary>Runs the runner as a user does: a process of its own, with its output in a pipe.</summary>
internal static class RunnerProcess
{
    public static RunnerOutput Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ExitStatus).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerOutput(process.ExitCode, output, error.Result);
    }
}
