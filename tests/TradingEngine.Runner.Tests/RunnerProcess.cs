using System.Diagnostics;
using System.Globalization;

namespace TradingEngine.Runner.Tests;

/// <summary>Runs the runner as a user does: a process of its own, with its output in a pipe.</summary>
internal static class RunnerProcess
{
    /// <summary>Runs it to its end.</summary>
    public static RunnerOutput Run(params string[] arguments) => Run([], arguments);

    /// <summary>Runs it to its end, with variables of the environment.</summary>
    public static RunnerOutput Run(Dictionary<string, string> variables, params string[] arguments) =>
        Run(MakeStart(variables, arguments), onFirstLine: null);

    /// <summary>Runs it to its end in a folder, where it finds and leaves its files.</summary>
    public static RunnerOutput RunIn(string folder, params string[] arguments) =>
        Run(MakeStartIn(folder, arguments), onFirstLine: null);

    /// <summary>Runs it, and interrupts it as Ctrl+C does as soon as it has written a line.</summary>
    public static RunnerOutput RunAndInterrupt(params string[] arguments) => Run(
        MakeStart([], arguments),
        process =>
        {
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        });

    private static RunnerOutput Run(ProcessStartInfo start, Action<Process>? onFirstLine)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = "";
        if (onFirstLine is not null)
        {
            output = $"{process.StandardOutput.ReadLine()}\n";
            onFirstLine(process);
        }

        output += process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerOutput(process.ExitCode, output, error.Result);
    }

    /// <summary>How it is started, with its output in pipes.</summary>
    public static ProcessStartInfo MakeStart(Dictionary<string, string> variables, string[] arguments) =>
        MakeStart(typeof(ExitStatus).Assembly.Location, variables, arguments);

    /// <summary>How it is started in a folder, with its output in pipes.</summary>
    public static ProcessStartInfo MakeStartIn(string folder, string[] arguments)
    {
        var start = MakeStart([], arguments);
        start.WorkingDirectory = folder;
        return start;
    }

    /// <summary>How a program is started, with its output in pipes.</summary>
    public static ProcessStartInfo MakeStart(
        string assembly, Dictionary<string, string> variables, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
