using System.Diagnostics;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>A file system of a few pages in memory. Only who may mount has it: tests are skipped without.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        Path = Directory.CreateDirectory(_folder["disk"]).FullName;
        if (!TryRun("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Path))
        {
            _folder.Dispose();
            Assert.Ignore("A small file system cannot be mounted here.");
        }
    }

    public string Path { get; }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(
            System.IO.Path.Combine(Path, "filler"), FileMode.Create, FileAccess.Write);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(page);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(System.IO.Path.Combine(Path, "filler"));

    public void MakeReadOnly() => Assert.That(TryRun("mount", "-o", "remount,ro", Path), "The remount");

    public void Dispose()
    {
        Assert.That(TryRun("umount", Path), "The unmount");
        _folder.Dispose();
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
