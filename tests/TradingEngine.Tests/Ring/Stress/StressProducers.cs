using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Stress;

/// <summary>Who publishes, and how.</summary>
internal sealed record StressProducers(ProducerType Type, int ThreadCount, int BatchSize)
{
    public override string ToString() => $"{Type}, threads {ThreadCount}, batches of {BatchSize}";
}
