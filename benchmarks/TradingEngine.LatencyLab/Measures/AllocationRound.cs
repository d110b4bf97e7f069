namespace TradingEngine.LatencyLab.Measures;

/// <summary>What one round of allocation gave.</summary>
/// <param name="TickBytes">Managed bytes of all threads for all ticks of the round.</param>
/// <param name="FillBytes">The same for all fills.</param>
/// <param name="Collections">The collections meanwhile.</param>
internal sealed record class AllocationRound(long TickBytes, long FillBytes, GcCounts Collections);
