using System.Diagnostics.Metrics;
using TradingEngine.Model;

namespace TradingEngine;

/// <summary>
/// The engine's figures as instruments of the meter <c>TradingEngine</c>. All are observable: read when a listener
/// asks, never recorded on the path of a tick.
/// </summary>
internal sealed class EngineMeter : IDisposable
{
    /// <summary>The name of the meter, and the prefix of its instruments.</summary>
    public const string Name = "TradingEngine";

    private readonly Meter _meter = new(Name);
    private readonly Pipeline _pipeline;

    public EngineMeter(Pipeline pipeline)
    {
        _pipeline = pipeline;
        Counter("ticks", "{tick}", "Ticks that reached the price cache.", () => pipeline.Prices.TickCount);
        Counter(
            "ticks.conflated",
            "{tick}",
            "Ticks replaced by a newer one while the ring was full.",
            () => pipeline.Port.ConflatedTickCount);
        Counter("ticks.refused", "{tick}", "Ticks that were not valid.", () => pipeline.Port.RefusedTickCount);
        Counter("order_events", "{event}", "Order events given to the sinks.", () => pipeline.Egress.EventCount);
        Counter("sink.failures", "{failure}", "How many times a sink threw.", () => pipeline.Egress.FailureCount);
        _meter.CreateObservableCounter(
            $"{Name}.signals", ReadSignals, "{signal}", "Signals by reason; 'routed' became orders.");
        _meter.CreateObservableCounter(
            $"{Name}.orders", ReadOrders, "{event}", "Order events by trader and outcome.");
        _meter.CreateObservableGauge(
            $"{Name}.ring.fill", () => Ratio(pipeline.RingFill), "1", "Part of the ring in use, 0 to 1.");
        _meter.CreateObservableGauge(
            $"{Name}.latency",
            ReadLatency,
            "ns",
            "From the publishing of a signal to its order event, by quantile, over the newest signals.");
    }

    public bool Owns(Meter meter) => ReferenceEquals(meter, _meter);

    public void Dispose() => _meter.Dispose();

    private static double Ratio((int Used, int Size) fill) => fill.Size == 0 ? 0 : (double)fill.Used / fill.Size;

    private static Measurement<long> Measure(long value, string tag, string tagValue) =>
        new(value, new KeyValuePair<string, object?>(tag, tagValue));

    private static Measurement<long> MeasureOrders(long value, string trader, string outcome) => new(
        value,
        new KeyValuePair<string, object?>("trader", trader),
        new KeyValuePair<string, object?>("outcome", outcome));

    private void Counter(string name, string unit, string description, Func<long> read) =>
        _meter.CreateObservableCounter($"{Name}.{name}", read, unit, description);

    private List<Measurement<long>> ReadSignals()
    {
        var measurements = new List<Measurement<long>>();
        foreach (var (reason, count) in StatusReader.CountReasons(_pipeline))
        {
            measurements.Add(Measure(count, "reason", reason == RejectReason.None ? "routed" : reason.ToKey()));
        }

        return measurements;
    }

    private List<Measurement<long>> ReadOrders()
    {
        var measurements = new List<Measurement<long>>();
        foreach (var trader in StatusReader.ReadTraders(_pipeline))
        {
            foreach (var (type, count) in trader.EventCounts)
            {
                measurements.Add(MeasureOrders(count, trader.Name, type.ToString()));
            }
        }

        return measurements;
    }

    private Measurement<long>[] ReadLatency()
    {
        var latency = _pipeline.Latencies.GetPercentiles();
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
