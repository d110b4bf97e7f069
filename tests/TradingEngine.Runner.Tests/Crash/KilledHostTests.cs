using System.Diagnostics;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>An engine with a simulated and a live trader that is killed all the time, as <c>kill -9</c> does.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class KilledHostTests
{
    private const int KilledExitCode = 128 + 9;

    [TestCase(12, 40, 4096)]
    [TestCase(13, 40, 1 << 26)]
    [TestCase(15, 40, 4096)]
    public void ShouldLoseAndDoubleNothing(int seed, int killCount, int segmentBytes)
    {
        using var rig = new CrashRig(seed);
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        for (var kill = 0; kill < killCount; kill++)
        {
            rig.Produce(random.Next(6, 30));
            KillOnce(rig, random, $"segment-bytes={segmentBytes}");
        }

        TestContext.Out.WriteLine($"{killCount} kills in {clock.Elapsed.TotalSeconds:0.0} s");
        rig.Broker.Book.Release();
        using var last = rig.StartHost($"segment-bytes={segmentBytes}");
        rig.ReadUntil(() => rig.Events.EndedCount == 2 * rig.Signals.Count, last);
        rig.ReadUntil(() => rig.Events.CountUncommitted() == 0, last);
        Assert.That(last.Terminate(), Is.Zero, last.Text);
        rig.ReadRest();
        Assert.That(last.WaitForLine("open: "), Is.EqualTo("0"));
        CrashInvariants.Check(rig, last.WaitForLine("positions: "));
        TestContext.Out.WriteLine(
            $"{rig.Signals.Count} signals, {rig.Events.Events.Count} events in {rig.Events.MessageCount} messages, " +
            $"{rig.Broker.Book.Received.Count} orders at the broker, {clock.Elapsed.TotalSeconds:0.0} s");
    }

    [Test]
    public void ShouldGoOnAfterItStoodStill()
    {
        using var rig = new CrashRig(5);
        using var host = rig.StartHost();
        for (var i = 0; i < 5; i++)
        {
            rig.Produce(20);
            rig.ReadUntil(() => rig.Events.EndedCount > i * 40 + 4, host);
            host.Signal("STOP");
            Thread.Sleep(800);
            host.Signal("CONT");
        }

        rig.Broker.Book.Release();
        rig.ReadUntil(() => rig.Events.EndedCount == 2 * rig.Signals.Count, host);
        rig.ReadUntil(() => rig.Events.CountUncommitted() == 0, host);
        Assert.That(host.Terminate(), Is.Zero, host.Text);
        TestContext.Out.WriteLine(host.Text);
        rig.ReadRest();
        CrashInvariants.Check(rig, host.WaitForLine("positions: "));
    }

    /// <summary>Starts the host and kills it at a random moment.</summary>
    private static void KillOnce(CrashRig rig, Random random, string argument)
    {
        const int startMillisMax = 700;
        var moment = (KillMoment)random.Next((int)KillMoment.AfterStart + 1);
        var count = random.Next(1, 6);
        using var host = rig.StartHost(argument);
        if (moment == KillMoment.AfterStart)
        {
            Thread.Sleep(random.Next(startMillisMax));
            Assert.That(host.HasExited, Is.False, host.Text);
            host.Kill();
        }
        else
        {
            rig.KillSwitch.Arm(moment, count, host.Kill);
            rig.ReadUntil(() => rig.KillSwitch.IsDown, host);
        }

        Assert.That(host.WaitForExit(), Is.EqualTo(KilledExitCode), host.Text);
        TestContext.Out.WriteLine($"Killed at {moment} {count}");
    }
}
