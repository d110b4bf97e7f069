namespace TradingEngine.Strategies;

/// <summary>A source that can be changed, and remembers who changed what.</summary>
public interface IStrategyStore : IStrategySource
{
    /// <summary>
    /// Changes everything in one step: reads, lets the caller change, writes what is different, with an entry of the audit
    /// for each strategy and each switch. Nobody else changes it between the reading and the writing. A strategy that has a
    /// wrong row is left out and stays as it is, so that it holds up no change of another.
    /// </summary>
    /// <param name="change">
    /// Gives the whole set as it is to be; a strategy that it leaves out is deleted. What it throws ends the change.
    /// </param>
    /// <param name="changedBy">Who does it, 1 to 100 characters.</param>
    /// <param name="cancellationToken">Ends it; nothing is changed.</param>
    /// <returns>What was changed, as the audit has it; empty where nothing was different.</returns>
    /// <exception cref="StrategySourceException">It cannot be read or written; nothing is changed.</exception>
    ValueTask<IReadOnlyList<StrategyAuditEntry>> ChangeAsync(
        Func<StrategySet, StrategySet> change, string changedBy, CancellationToken cancellationToken);

    /// <summary>Reads the newest entries of the audit, newest first.</summary>
    /// <param name="subject">Only those about this strategy or trader; null for all.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StrategySourceException">It cannot be read.</exception>
    ValueTask<IReadOnlyList<StrategyAuditEntry>> ReadAuditAsync(
        string? subject, int countMax, CancellationToken cancellationToken);
}
