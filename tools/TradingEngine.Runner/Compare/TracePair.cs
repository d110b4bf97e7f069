namespace TradingEngine.Runner.Compare;

/// <summary>One signal on both sides, or on one of them.</summary>
/// <param name="Left">What came of it on the left; null where nothing is there.</param>
/// <param name="Right">What came of it on the right; null where nothing is there.</param>
internal readonly record struct TracePair(OrderTrace? Left, OrderTrace? Right);
