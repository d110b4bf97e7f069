namespace TradingEngine.Runner.Demo;

/// <summary>What the demonstration came to.</summary>
/// <param name="Snapshot">The figures at the end, with the time until everything was done.</param>
/// <param name="Memory">What was allocated meanwhile, by the view too.</param>
/// <param name="IsInterrupted">True where the day did not come to its end.</param>
internal sealed record class DemoResult(DemoSnapshot Snapshot, MemoryUse Memory, bool IsInterrupted);
