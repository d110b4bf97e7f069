namespace TradingEngine.Strategies;

/// <summary>One change, as the audit keeps it.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="ChangedBy">Who.</param>
/// <param name="Subject">The strategy, or the trader where <paramref name="IsSwitch"/>.</param>
/// <param name="IsSwitch">True for a switch of a trader for all strategies.</param>
/// <param name="Before">What was there, as JSON (see <see cref="StrategyJson"/>); null where it is new.</param>
/// <param name="After">What is there now, as JSON; null where it is deleted.</param>
public sealed record class StrategyAuditEntry(
    DateTimeOffset Time, string ChangedBy, string Subject, bool IsSwitch, string? Before, string? After);
