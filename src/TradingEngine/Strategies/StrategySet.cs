namespace TradingEngine.Strategies;

/// <summary>Everything that a source says about strategies, read at one moment. Immutable.</summary>
public sealed record class StrategySet
{
    /// <summary>The strategies, in the order of the source.</summary>
    public IReadOnlyList<StrategyConfiguration> Strategies { get; init; } = [];

    /// <summary>
    /// Traders that are switched on or off for all strategies at once, by name; one that is not here is on, where the
    /// engine has it.
    /// </summary>
    public IReadOnlyDictionary<string, bool> TraderSwitches { get; init; } = new Dictionary<string, bool>();

    /// <summary>
    /// The traders of every strategy that is not listed. <value>The default is null: its signals are rejected as
    /// <c>unknown_strategy</c>.</value>
    /// </summary>
    public IReadOnlyList<string>? Others { get; init; }
}
