using TradingEngine.Portfolio;

namespace TradingEngine.Runner.Demo;

/// <summary>Profit and loss of a strategy over all its instruments.</summary>
/// <param name="StrategyId">The strategy.</param>
/// <param name="FillCount">Its fills.</param>
/// <param name="Realized">Of what was closed, without fees.</param>
/// <param name="Unrealized">Of what is held, at the last prices, without fees.</param>
/// <param name="Fees">All fees.</param>
internal sealed record class StrategyPnl(
    string StrategyId, long FillCount, decimal Realized, decimal Unrealized, decimal Fees)
{
    /// <summary>What is left after fees.</summary>
    public decimal Net => Realized + Unrealized - Fees;

    /// <summary>Reads the positions of an engine; a strategy without any has zeros.</summary>
    public static IReadOnlyList<StrategyPnl> Read(Engine engine, IReadOnlyList<string> strategyIds)
    {
        var positions = engine.Positions.GetPositions().ToLookup(position => position.StrategyId);
        return [.. strategyIds.Select(strategyId => Sum(engine, strategyId, positions[strategyId]))];
    }

    /// <summary>The sum of several strategies.</summary>
    public static StrategyPnl Total(IReadOnlyList<StrategyPnl> strategies) => new(
        "total",
        strategies.Sum(strategy => strategy.FillCount),
        strategies.Sum(strategy => strategy.Realized),
        strategies.Sum(strategy => strategy.Unrealized),
        strategies.Sum(strategy => strategy.Fees));

    private static StrategyPnl Sum(Engine engine, string strategyId, IEnumerable<Position> positions)
    {
        var sum = new StrategyPnl(strategyId, 0, 0, 0, 0);
        foreach (var position in positions)
        {
            var price = engine.LastPrice(position.InstrumentToken)?.ToDecimal() ?? position.AveragePrice;
            sum = new StrategyPnl(
                strategyId,
                sum.FillCount + position.FillCount,
                sum.Realized + position.RealizedPnl,
                sum.Unrealized + position.UnrealizedPnl(price),
                sum.Fees + position.Fees);
        }

        return sum;
    }
}
