namespace TradingEngine.Benchmarks;

/// <summary>Nanoseconds of one event.</summary>
internal sealed class NanosPerEventColumn() : EventColumn("ns/event", "Median nanoseconds of one event")
{
    protected override double Compute(double nanosPerEvent) => nanosPerEvent;
}
