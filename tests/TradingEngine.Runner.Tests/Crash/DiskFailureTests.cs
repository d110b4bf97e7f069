using TradingEngine.CrashHost;
using TradingEngine.Model;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>A journal whose disk is full or cannot be written, in a process of its own.</summary>
[TestFixture]
[Platform("Linux", Reason = "File systems are mounted.")]
public sealed class DiskFailureTests
{
    private const int SignalCount = 20;

    [TestCase("SimulatedContinue")]
    [TestCase("AllRefused")]
    public void ShouldTakeNoLiveOrdersWhileTheDiskIsFull(string whenUnavailable)
    {
        using var disk = new SmallDisk(kilobytes: 256);
        using var rig = new CrashRig(seed: 1);
        rig.Broker.Book.Release();
        string[] arguments = [$"journal={disk.Path}", $"when-unavailable={whenUnavailable}"];
        var host = rig.StartHost(arguments);
        try
        {
            Drain(rig, host);
            disk.Fill();
            Drain(rig, host);
            host.WaitForLog("JournalFailed");
            var before = rig.Signals.Count;
            var sentBefore = rig.Broker.Book.Received.Count;
            Drain(rig, host);
            CheckRefused(rig, before, isPaperRefused: whenUnavailable == "AllRefused");
            Assert.That(rig.Broker.Book.Received, Has.Count.EqualTo(sentBefore), "Nothing reaches the broker");
            Assert.That(host.Terminate(), Is.Zero, host.Text);

            disk.Free();
            host.Dispose();
            host = rig.StartHost(arguments);
            Drain(rig, host);
            Assert.That(rig.Broker.Book.Received, Has.Count.EqualTo(sentBefore + SignalCount), "It goes on");
            Assert.That(rig.Broker.Book.Received.Values, Has.All.EqualTo(1));
            Assert.That(host.Terminate(), Is.Zero, host.Text);
        }
        finally
        {
            host.Dispose();
        }
    }

    [Test]
    public void ShouldNotStartOnAReadOnlyDisk()
    {
        using var disk = new SmallDisk(kilobytes: 256);
        using var rig = new CrashRig(seed: 1);
        using (var host = rig.StartHost($"journal={disk.Path}"))
        {
            host.WaitForLine("started");
            Assert.That(host.Terminate(), Is.Zero, host.Text);
        }

        disk.MakeReadOnly();

        CheckNoStart(rig, disk.Path, "Read-only");
        CheckNoStart(rig, Path.Combine(disk.Path, "below"), "Read-only");
    }

    [Test]
    public void ShouldNotStartBelowAFile()
    {
        using var rig = new CrashRig(seed: 1);
        File.WriteAllText(rig.Journal, "");

        CheckNoStart(rig, rig.Journal, rig.Journal);
        CheckNoStart(rig, Path.Combine(rig.Journal, "below"), rig.Journal);
    }

    /// <summary>Produces signals and waits until they have ended and are committed.</summary>
    private static void Drain(CrashRig rig, BackgroundRunner host)
    {
        rig.Produce(SignalCount);
        rig.ReadUntil(() => rig.Events.EndedCount == 2 * rig.Signals.Count, host);
        rig.ReadUntil(() => rig.Events.CountUncommitted() == 0, host);
    }

    private static void CheckRefused(CrashRig rig, int before, bool isPaperRefused)
    {
        var ids = rig.Signals.Skip(before).Select(signal => signal.SignalId).ToHashSet();
        foreach (var end in rig.Events.Events.Where(each => ids.Contains(each.SignalId)))
        {
            if (end.Trader == HostBuilder.Paper && !isPaperRefused)
            {
                Assert.That(end.Terminal, Is.EqualTo(OrderEventType.Filled));
            }
            else
            {
                Assert.That(end.Terminal, Is.EqualTo(OrderEventType.Failed));
                Assert.That(end.Error, Does.StartWith("The journal cannot be written: ").And.Contain("No space left"));
            }
        }
    }

    private static void CheckNoStart(CrashRig rig, string journal, string reason)
    {
        using var host = rig.StartHost($"journal={journal}");

        Assert.That(host.WaitForExit(), Is.EqualTo(1), host.Text);
        var lines = host.Text.Split('\n')
            .Where(line => line.StartsWith("start failed: ", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Count.EqualTo(1), host.Text);
        Assert.That(
            lines[0],
            Does.Contain($"cannot be kept in {journal}").And.Contain(reason).And.Contain("or name another one"));
    }
}
