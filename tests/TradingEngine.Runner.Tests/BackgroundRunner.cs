using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingEngine.Runner.Tests;

/// <summary>A runner that goes on in the background until the test ends it.</summary>
internal sealed class BackgroundRunner : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private BackgroundRunner(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, data) => Add(_lines, data.Data);
        process.ErrorDataReceived += (_, data) => Add(_errors, data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything that it wrote so far.</summary>
    public string Text => $"{string.Join('\n', _lines)}\n{string.Join('\n', _errors)}";

    public int ProcessId => _process.Id;

    /// <summary>True when it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <remarks>Without a journal, unless the test names one: what one run did is not the past of the next.</remarks>
    public static BackgroundRunner Start(params string[] arguments) =>
        new(Process.Start(RunnerProcess.MakeStart([], WithoutJournal(arguments)))!);

    /// <summary>Starts it in a folder, where it finds and leaves its files.</summary>
    /// <remarks>Without a journal, unless the test names one.</remarks>
    public static BackgroundRunner StartIn(string folder, params string[] arguments) =>
        new(Process.Start(RunnerProcess.MakeStartIn(folder, WithoutJournal(arguments)))!);

    /// <summary>Starts another program in its place.</summary>
    public static BackgroundRunner StartProgram(string assembly, params string[] arguments) =>
        new(Process.Start(RunnerProcess.MakeStart(assembly, [], arguments))!);

    /// <summary>Waits for a line that begins with a text.</summary>
    /// <returns>What follows the text.</returns>
    public string WaitForLine(string start)
    {
        string? found = null;
        var isFound = SpinWait.SpinUntil(
            () => (found = _lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))) is not null
                || _process.HasExited,
            Patience);
        return isFound && found is not null
            ? found[start.Length..]
            : throw new TimeoutException($"There was no line '{start}':\n{Text}");
    }

    /// <summary>Waits for a text in the log.</summary>
    public void WaitForLog(string text)
    {
        if (!SpinWait.SpinUntil(
            () => Has(_errors, text) || Has(_lines, text) || _process.HasExited, Patience)
            || _process.HasExited)
        {
            throw new TimeoutException($"There was no '{text}' in the log:\n{Text}");
        }
    }

    /// <summary>Waits for a line that a pattern matches.</summary>
    public void WaitForMatch(string pattern)
    {
        var isFound = SpinWait.SpinUntil(
            () => _lines.Any(line => Regex.IsMatch(line, pattern)) || _process.HasExited, Patience);
        if (!isFound || _process.HasExited)
        {
            throw new TimeoutException($"There was no line like '{pattern}':\n{Text}");
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Ends it as <c>kill</c> does.</summary>
    /// <returns>Its exit status.</returns>
    public int Terminate()
    {
        Signal("TERM");
        return WaitForExit();
    }

    /// <summary>Sends it a signal, such as STOP.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit status.</returns>
    public int WaitForExit()
    {
        if (!_process.WaitForExit(Patience))
        {
            throw new TimeoutException($"The runner did not end:\n{Text}");
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static string[] WithoutJournal(string[] arguments)
    {
        var isWithout = arguments[0] == "run"
            && !arguments.Any(text => text.StartsWith("Journal:", StringComparison.Ordinal));
        return isWithout ? [.. arguments, "--set", "Journal:Directory="] : arguments;
    }

    private static bool Has(ConcurrentQueue<string> lines, string text) =>
        lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
