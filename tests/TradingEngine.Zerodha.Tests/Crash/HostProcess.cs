using System.Collections.Concurrent;
using System.Diagnostics;
using TradingEngine.ZerodhaCrashHost;

namespace TradingEngine.Zerodha.Tests.Crash;

/// <summary>An engine in a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, data) => Add(_lines, data.Data);
        process.ErrorDataReceived += (_, data) => Add(_errors, data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has told so far; all that it ever told once it was killed.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>All that it wrote.</summary>
    public string Text => string.Join('\n', [.. _lines, .. _errors]);

    public static HostProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(HostBuilder).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new HostProcess(Process.Start(start)!);
    }

    public void Write(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until something is so.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        if (!SpinWait.SpinUntil(() => condition() || _process.HasExited, Patience) || !condition())
        {
            throw new TimeoutException($"It did not come to it:\n{Text}");
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does, and waits until all of its output is read.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Has it stop in order.</summary>
    public void Stop()
    {
        Write("stop");
        WaitUntil(() => _lines.Contains("stopped"));
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
