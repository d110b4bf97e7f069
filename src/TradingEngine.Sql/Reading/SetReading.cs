using TradingEngine.Strategies;

namespace TradingEngine.Sql.Reading;

/// <summary>What reading the tables gave.</summary>
/// <param name="Set">The set, without what has a wrong row.</param>
/// <param name="Hash">The hash that the server has made of the tables; null where it makes none.</param>
/// <param name="Errors">One sentence an error.</param>
/// <param name="WrongIds">The strategies that have a wrong row.</param>
internal sealed record class SetReading(
    StrategySet Set, string? Hash, IReadOnlyList<string> Errors, IReadOnlySet<string> WrongIds)
{
    /// <summary>The set.</summary>
    /// <exception cref="StrategySourceException">There are errors.</exception>
    public StrategySet GetSet() =>
        Errors.Count == 0 ? Set : throw new StrategySourceException(Errors) { Readable = Set };
}
