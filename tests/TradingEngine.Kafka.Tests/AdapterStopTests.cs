using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests;

/// <summary>What is left of an adapter that stops, whatever the broker does meanwhile.</summary>
[Parallelizable]
[TestFixture]
public sealed class AdapterStopTests
{
    [Test]
    public async Task ShouldTellItsStatusAfterTheStop()
    {
        using var rig = new KafkaRig();
        rig.SendTick(Make.Tick(1, "95.35"));
        var engine = await RunningEngine.StartAsync(rig.MakeOptions(ConsumerGroupProtocol.Consumer));
        rig.SendSignals(Make.Signal("signal-1"));
        engine.WaitForEvents(1);

        await engine.DisposeAsync();

        var status = engine.Status;
        Assert.That((status.SignalMessageCount, status.SignalsInFlight), Is.EqualTo((1, 0)));
        Assert.That((status.AcknowledgedCount, status.UnacknowledgedCount), Is.EqualTo((1, 0)));
        Assert.That(status.SignalLag, Is.EqualTo(-1));
    }

    [Test]
    public async Task ShouldTellItsStatusWhileItStops()
    {
        using var rig = new KafkaRig();
        rig.SendTick(Make.Tick(1, "95.35"));
        for (var i = 0; i < 5; i++)
        {
            var engine = await RunningEngine.StartAsync(rig.MakeOptions(ConsumerGroupProtocol.Consumer));
            engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
            using var isAsking = new CancellationTokenSource();
            var asking = Task.Run(() =>
            {
                while (!isAsking.IsCancellationRequested)
                {
                    _ = engine.Status;
                }
            });

            await engine.DisposeAsync();
            await isAsking.CancelAsync();
            await asking;
        }
    }

    [TestCase(ConsumerGroupProtocol.Classic)]
    [TestCase(ConsumerGroupProtocol.Consumer)]
    public async Task ShouldStopWhileNoBrokerIsThere(ConsumerGroupProtocol protocol)
    {
        for (var i = 0; i < 3; i++)
        {
            using var rig = new KafkaRig();
            rig.SendTick(Make.Tick(1, "95.35"));
            var options = rig.MakeOptions(protocol);
            var engine = await RunningEngine.StartAsync(
                options, builder => builder.Options.StopTimeout = TimeSpan.FromMilliseconds(300));
            engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
            options.CommitInterval = TimeSpan.FromHours(1);
            rig.SendSignals(Make.Signal("signal-1"));
            engine.WaitForEvents(1);
            rig.Kafka.SetAllDown();
            engine.WaitUntil(() => !engine.Status.IsConnected, "a lost connection");

            await engine.DisposeAsync();

            Assert.That(engine.Engine.State, Is.EqualTo(EngineState.Stopped));
        }
    }
}
