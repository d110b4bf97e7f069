using System.Diagnostics.Metrics;
using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine;

/// <summary>The engine's figures as instruments of the meter <c>TradingEngine</c>. All are observable: read when a listener asks, never recorded on the path of a tick.</summary>
internal sealed class EngineMeter : IDisposable
{
    /// <summary>The name of the meter, and the prefix of its instruments.</summary>
    public const string Name = "TradingEngine";

    private readonly Meter _meter = new(Name);
    private readonly Engine _engine;

    public EngineMeter(Engine engine)
    {
        _engine = engine;
        Counter("ticks", "{tick}", "Ticks that reached the price cache.", static status => status.TickCount);
        Counter("ticks.conflated", "{tick}", "Ticks replaced by a newer one while the ring was full.", static status => status.ConflatedTickCount);
        Counter("ticks.refused", "{tick}", "Ticks that were not valid.", static status => status.RefusedTickCount);
        Counter("order_events", "{event}", "Order events given to the sinks.", static status => status.OrderEventCount);
        Counter("sink.failures", "{failure}", "How many times a sink threw.", static status => status.SinkFailureCount);
        _meter.CreateObservableCounter(
            $"{Name}.signals", ReadSignals, "{signal}", "Signals by reason; 'routed' became orders.");
        _meter.CreateObservableCounter(
            $"{Name}.orders", ReadOrders, "{event}", "Order events by trader and outcome.");
        _meter.CreateObservableGauge(
            $"{Name}.ring.fill", () => Ratio(_engine.GetStatus().Ring), "1", "Part of the ring in use, 0 to 1.");
        _meter.CreateObservableGauge(
            $"{Name}.latency", ReadLatency, "ns", "From the publishing of a signal to its order event, by quantile, over the newest signals.");
    }

    public bool Owns(Meter meter) => ReferenceEquals(meter, _meter);

    public void Dispose() => _meter.Dispose();

    private static double Ratio((int Used, int Size) fill) => fill.Size == 0 ? 0 : (double)fill.Used / fill.Size;

    private static Measurement<long> Measure(long value, string tag, string tagValue) =>
        new(value, new KeyValuePair<string, object?>(tag, tagValue));

    private void Counter(string name, string unit, string description, Func<EngineStatus, long> read) =>
        _meter.CreateObservableCounter($"{Name}.{name}", () => read(_engine.GetStatus()), unit, description);

    private List<Measurement<long>> ReadSignals()
    {
        var measurements = new List<Measurement<long>>();
        foreach (var (reason, count) in _engine.GetStatus().SignalsByReason)
        {
            measurements.Add(Measure(count, "reason", reason == RejectReason.None ? "routed" : reason.ToKey()));
        }

        return measurements;
    }

    private List<Measurement<long>> ReadOrders()
    {
        var measurements = new List<Measurement<long>>();
        foreach (var trader in _engine.GetStatus().Traders)
        {
            foreach (var (type, count) in trader.EventCounts)
            {
                measurements.Add(Measure(trader.Name, type.ToString(), count));
            }

            measurements.Add(Measure(trader.Name, "Unknown", trader.UnknownCount));
        }

        return measurements;
    }

    private static Measurement<long> Measure(string trader, string outcome, long count) => new(
        count,
        new KeyValuePair<string, object?>("trader", trader),
        new KeyValuePair<string, object?>("outcome", outcome));

    private Measurement<long>[] ReadLatency()
    {
        var latency = _engine.GetStatus().Latency;
        return
        [
            Measure(latency.P50Nanos, "quantile", "0.5"),
            Measure(latency.P90Nanos, "quantile", "0.9"),
            Measure(latency.P99Nanos, "quantile", "0.99"),
            Measure(latency.P999Nanos, "quantile", "0.999"),
            Measure(latency.MaxNanos, "quantile", "1"),
        ];
    }
}
