using TradingEngine.Model;

namespace TradingEngine.Simulation.Model;

/// <summary>Where signals go.</summary>
internal static class Routes
{
    public static readonly string[] Strategies = ["both", "live", "paper", "live", "nobody"];

    /// <summary>The traders that must have an order of a signal, unless it is rejected.</summary>
    public static IReadOnlyList<string> TargetsOf(TradingSignal signal) => signal switch
    {
        { Type: SignalType.Hold } => [],
        { Trader: { } bound } => [bound],
        { StrategyId: "both" } => [Life.Live, Life.Paper],
        { StrategyId: Life.Live } => [Life.Live],
        { StrategyId: Life.Paper } => [Life.Paper],
        _ => [],
    };

    public static void Configure(EngineBuilder builder) => builder
        .Route("both", Life.Live, Life.Paper)
        .Route("live", Life.Live)
        .Route("paper", Life.Paper);
}
