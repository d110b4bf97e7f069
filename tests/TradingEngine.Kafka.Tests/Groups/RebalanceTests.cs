using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Groups;

/// <summary>Engines join and leave a group under load.</summary>
/// <remarks>
/// The embedded broker refuses commits while a classic group shares its partitions, where a real one takes them: what
/// is finished may come again there, with the same ids.
/// </remarks>
[Parallelizable]
[TestFixture(ConsumerGroupProtocol.Classic)]
[TestFixture(ConsumerGroupProtocol.Consumer)]
public sealed class RebalanceTests(ConsumerGroupProtocol protocol)
{
    private const int RoundCount = 2;
    private const int SignalsPerStep = 500;

    [Test]
    public async Task ShouldFillEverySignalOnceWhoeverComesAndGoes()
    {
        using var rig = MakeRig();
        var load = new Load(rig);
        await using var first = await RunningEngine.StartAsync(rig.Options);
        first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        for (var round = 0; round < RoundCount; round++)
        {
            load.Send(SignalsPerStep);
            await using (var second = await RunningEngine.StartAsync(rig.Options))
            {
                second.WaitForPartitions(KafkaRig.SignalPartitionCount / 2);
                load.Send(SignalsPerStep);
            }

            load.AssertNothingPassed();
            first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        }

        first.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
        Assert.That(load.Count, Is.EqualTo(2 * RoundCount * SignalsPerStep));
    }

    [Test]
    public async Task ShouldHandOverOnlyWhatIsFinished()
    {
        using var rig = MakeRig();
        rig.Options.RevokeTimeout = TimeSpan.FromMinutes(1);
        var hold = new HoldSink([.. Enumerable.Range(0, KafkaRig.SignalPartitionCount).Select(i => $"s-{i}")]);
        await using var first = await RunningEngine.StartAsync(rig.Options, builder => builder.AddSink(hold));
        var load = new Load(rig);
        load.Send(60);
        first.WaitUntil(() => hold.HeldCount == 6 && first.Status.SignalsInFlight == 6, "six under way");
        await using var second = await RunningEngine.StartAsync(rig.Options);

        // Ticks go on while the partitions wait to be given away.
        for (var i = 0; i < 50; i++)
        {
            rig.SendTick(Make.Tick(1, $"{100 + i}"));
        }

        first.WaitForTicks(51);
        Assert.That(second.Status.SignalMessageCount, Is.Zero);
        for (var i = 0; i < KafkaRig.SignalPartitionCount; i++)
        {
            hold.Release($"s-{i}");
        }

        second.WaitForPartitions(KafkaRig.SignalPartitionCount / 2);
        first.WaitUntil(load.IsCommitted, "a commit of all");
        Assert.That(
            first.Sink.Count + second.Sink.Count, Is.InRange(60, protocol == ConsumerGroupProtocol.Consumer ? 60 : 90));
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldNotHandOverUnfinishedSignalsWhileItStops()
    {
        using var rig = MakeRig();
        var hold = new HoldSink([.. Enumerable.Range(0, KafkaRig.SignalPartitionCount).Select(i => $"s-{i}")]);
        var first = await RunningEngine.StartAsync(rig.Options, builder => builder.AddSink(hold));
        var load = new Load(rig);
        load.Send(12);
        first.WaitUntil(() => hold.HeldCount == 6 && first.Status.SignalsInFlight == 6, "six under way");
        var stop = Task.Run(first.Engine.StopAsync);
        await using var second = await RunningEngine.StartAsync(rig.Options);
        second.WaitUntil(() => second.Status.IsWarm, "the warm-up");
        for (var i = 0; i < 20; i++)
        {
            rig.SendTick(Make.Tick(1, $"{100 + i}"));
            second.WaitForTicks(2 + i);
        }

        Assert.That(second.Status.SignalMessageCount, Is.Zero);
        for (var i = 0; i < KafkaRig.SignalPartitionCount; i++)
        {
            hold.Release($"s-{i}");
        }

        await stop;
        await first.DisposeAsync();
        second.WaitForPartitions(KafkaRig.SignalPartitionCount);
        second.WaitUntil(load.IsCommitted, "a commit of all");

        Assert.That(first.Sink.Count, Is.EqualTo(12));
        Assert.That(
            second.Sink.Count, protocol == ConsumerGroupProtocol.Consumer ? Is.Zero : Is.LessThanOrEqualTo(12));
        load.AssertFilledOnce();
    }

    private KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(protocol);
        if (protocol == ConsumerGroupProtocol.Classic)
        {
            rig.Options.Consumer["session.timeout.ms"] = "2000";
        }

        rig.SendTick(Make.Tick(1, "95.35"));
        return rig;
    }
}
