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
        Run(variables, arguments, onFirstLine: null);

    /// <summary>Runs it, and interrupts it as Ctrl+C does as soon as it has written a line.</summary>
    public static RunnerOutput RunAndInterrupt(params string[] arguments) => Run(
        [],
        arguments,
        process =>
        {
            using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        });

    private static RunnerOutput Run(
        Dictionary<string, string> variables, string[] arguments, Action<Process>? onFirstLine)
    {
        using var process = Process.Start(MakeStart(variables, arguments))!;
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
