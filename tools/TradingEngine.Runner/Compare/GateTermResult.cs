namespace TradingEngine.Runner.Compare;

/// <summary>What came of one term.</summary>
/// <param name="Term">The term.</param>
/// <param name="Measured">The figure; null where there is none.</param>
/// <param name="IsPassed">Whether it is within the bound.</param>
/// <param name="Lack">Why there is no figure; null where there is one.</param>
internal sealed record class GateTermResult(GateTerm Term, decimal? Measured, bool IsPassed, string? Lack);
