namespace TradingEngine.Runner.Tests.Crash;

/// <summary>An engine with a simulated and a live trader that is killed all the time, as <c>kill -9</c> does.</summary>
[Parallelizable]
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class KilledHostTests
{
    private const int KilledExitCode = 128 + 9;

    /// <remarks>With small segments the journal rolls and makes snapshots all the time.</remarks>
    [TestCase(1, 30, 64 << 20)]
    [TestCase(2, 30, 4 << 10)]
    public void ShouldLoseAndDoubleNothing(int seed, int killCount, int segmentBytes)
    {
        using var rig = new CrashRig(seed) { SegmentBytes = segmentBytes };
        var random = new Random(seed);
        for (var kill = 0; kill < killCount; kill++)
        {
            rig.Produce(random.Next(5, 20));
            KillOnce(rig, random);
        }

        Finish(rig);
    }

    [Test]
    public void ShouldNotLetASecondHostIn()
    {
        using var rig = new CrashRig(seed: 3);
        using var first = rig.StartHost();
        first.WaitForLine("started");
        rig.Produce(20);
        using (var second = rig.StartHost())
        {
            Assert.That(second.WaitForExit(), Is.EqualTo(1), second.Text);
            Assert.That(second.Text, Does.Contain(
                $"start failed: The journal in {rig.Journal} is in use by process {first.ProcessId}. Stop that"));
        }

        rig.KillSwitch.Arm(KillMoment.OrderBooked, 10, first.Kill);
        rig.Produce(20);
        rig.ReadUntil(() => rig.KillSwitch.IsDown, first);

        Finish(rig);
    }

    /// <summary>It loses its partitions meanwhile, and what it has in hand comes a second time.</summary>
    [Test]
    public void ShouldDoubleNothingAfterItStoodStill()
    {
        const int pauseMillis = 2 * CrashRig.SessionTimeoutMillis;
        const int burst = 20;
        using var rig = new CrashRig(seed: 4);
        using (var host = rig.StartHost())
        {
            for (var pause = 0; pause < 3; pause++)
            {
                var ended = rig.Events.EndedCount;
                rig.Produce(burst);
                rig.ReadUntil(() => rig.Events.EndedCount > ended + burst / 4, host);
                host.Signal("STOP");
                Thread.Sleep(pauseMillis);
                host.Signal("CONT");
            }

            rig.ReadUntil(() => host.Text.Contains("Lost the partitions", StringComparison.Ordinal), host);
            host.Kill();
        }

        Finish(rig);
    }

    /// <summary>Starts the host and kills it at a random moment.</summary>
    private static void KillOnce(CrashRig rig, Random random)
    {
        const int startMillisMax = 700;
        var moment = (KillMoment)random.Next((int)KillMoment.AfterStart + 1);
        var count = random.Next(1, 6);
        using var host = rig.StartHost();
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
    }

    /// <summary>Starts the host once more, lets everything drain, stops it in order and checks what is left.</summary>
    private static void Finish(CrashRig rig)
    {
        rig.Broker.Book.Release();
        using var host = rig.StartHost();
        rig.ReadUntil(() => rig.Events.EndedCount == 2 * rig.Signals.Count, host);
        rig.ReadUntil(() => rig.Events.CountUncommitted() == 0, host);
        Assert.That(host.Terminate(), Is.Zero, host.Text);
        rig.ReadRest();

        Assert.That(host.WaitForLine("open: "), Is.EqualTo("0"));
        CrashInvariants.Check(rig, host.WaitForLine("positions: "));
        TestContext.Out.WriteLine(
            $"{rig.Signals.Count} signals, {rig.Events.Events.Count} events in {rig.Events.MessageCount} messages, "
            + $"{rig.Broker.Book.Received.Count} orders at the broker");
    }
}
