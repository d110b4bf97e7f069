using System.Diagnostics;

namespace TradingEngine.Runner.Tests.Rollout;

/// <summary>A file that a reader waits for until it is written: so a test can do something in between.</summary>
internal sealed class NamedPipe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public NamedPipe(string path)
    {
        Path = path;
        using var make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        Assert.That(make.ExitCode, Is.Zero);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Waits until somebody reads, who then waits for what is written.</summary>
    public StreamWriter OpenToWrite()
    {
        var opened = Task.Run(() => new StreamWriter(
            new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)));
        return opened.Wait(Patience) ? opened.Result : throw new TimeoutException($"Nobody reads {Path}.");
    }
}
