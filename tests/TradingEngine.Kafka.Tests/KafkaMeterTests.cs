using System.Diagnostics.Metrics;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests;

/// <summary>The instruments say what the status says.</summary>
[TestFixture]
public sealed class KafkaMeterTests
{
    [Test]
    public async Task ShouldMeasureWhatTheStatusSays()
    {
        using var rig = new KafkaRig();
        rig.SendTick(Make.Tick(1, "7"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        rig.SendSignals(Make.Signal("a"), Make.Signal("b"));
        engine.WaitUntil(() => engine.Status is { AcknowledgedCount: 2, SignalsInFlight: 0 }, "two fills");

        var measured = Measure(engine.Adapter);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(measured["TradingEngine.Kafka.tick_messages"], Is.EqualTo(1));
            Assert.That(measured["TradingEngine.Kafka.signal_messages"], Is.EqualTo(2));
            Assert.That(measured["TradingEngine.Kafka.acknowledged"], Is.EqualTo(2));
            Assert.That(measured["TradingEngine.Kafka.signals.in_flight"], Is.Zero);
            Assert.That(measured["TradingEngine.Kafka.connected"], Is.EqualTo(1));
            Assert.That(measured["TradingEngine.Kafka.dead_letters"], Is.Zero);
            Assert.That(measured["TradingEngine.Kafka.takeovers"], Is.EqualTo(engine.Status.TakeoverCount).And.Positive);
            Assert.That(measured["TradingEngine.Kafka.orders.adopted"], Is.Zero);
            Assert.That(measured["TradingEngine.Kafka.partitions.waiting"], Is.Zero);
            Assert.That(measured, Has.Count.EqualTo(14));
        }
    }

    private static Dictionary<string, long> Measure(KafkaAdapter adapter)
    {
        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (adapter.OwnsMeter(instrument.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.Add(instrument.Name, value));
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }
}
