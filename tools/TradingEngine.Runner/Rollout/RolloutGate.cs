using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Rollout;

/// <summary>What a step is held to.</summary>
/// <param name="Gate">The bounds.</param>
/// <param name="SignalsMin">Signals that must be on both sides.</param>
/// <param name="Left">The reference.</param>
/// <param name="Right">What is judged; null for the trader, or its shadow where it is one so far.</param>
/// <param name="Last">How long ago it may have happened; null for since the last change of the strategy.</param>
internal sealed record class RolloutGate(Gate Gate, int SignalsMin, string Left, string? Right, TimeSpan? Last);
