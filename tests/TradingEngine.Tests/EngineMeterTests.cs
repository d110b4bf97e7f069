using System.Diagnostics.Metrics;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

[TestFixture]
public sealed class EngineMeterTests
{
    [Test]
    public async Task ShouldGiveItsFiguresToWhoAsks()
    {
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
            .AddTrader<PaperTrader>("metered").Route("momentum", "metered"));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Tick(1, "0"));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Signal("b", strategy: "stranger"));
        test.Drain();

        var figures = Collect(test.Engine);

        Assert.That(figures["TradingEngine.ticks"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.ticks.refused"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.ticks.conflated"], Is.Zero);
        Assert.That(figures["TradingEngine.signals/routed"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.signals/duplicate"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.signals/unknown_strategy"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.orders/metered/Filled"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.order_events"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.ring.fill"], Is.Zero);
        Assert.That(figures["TradingEngine.latency/0.5"], Is.Positive);
    }

    [Test]
    public void ShouldNameEveryReasonOnce()
    {
        var keys = Enum.GetValues<RejectReason>().Select(reason => reason.ToKey()).ToList();

        Assert.That(keys, Is.Unique);
        Assert.That(keys, Has.Count.EqualTo(RejectReasonExtensions.Count));
        Assert.That(RejectReason.UnknownStrategy.ToKey(), Is.EqualTo("unknown_strategy"));
    }

    private static Dictionary<string, double> Collect(Engine engine)
    {
        var figures = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (engine.OwnsMeter(instrument.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var path = string.Concat(tags.ToArray().Select(tag => $"/{tag.Value}"));
            figures.Add(instrument.Name + path, value);
        }

        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return figures;
    }
}
