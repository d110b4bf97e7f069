namespace TradingEngine.Benchmarks;

/// <summary>Millions of events a second.</summary>
internal sealed class EventsPerSecondColumn() :
    EventColumn("M events/s", "Millions of events a second, from the median")
{
    protected override double Compute(double nanosPerEvent) => 1_000 / nanosPerEvent;
}
