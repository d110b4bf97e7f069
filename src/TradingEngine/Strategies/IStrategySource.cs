namespace TradingEngine.Strategies;

/// <summary>Where the configuration of strategies comes from: a database, a file, your code.</summary>
/// <remarks>Used by one caller at a time.</remarks>
public interface IStrategySource : IAsyncDisposable
{
    /// <summary>What it is, for messages, such as <c>SQLite strategies.db</c>; without a secret.</summary>
    string Name { get; }

    /// <summary>Reads everything.</summary>
    /// <exception cref="StrategySourceException">It cannot be read, or what it says is wrong.</exception>
    ValueTask<StrategySet> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ends when what <see cref="ReadAsync"/> gave last may have changed since, at the latest when a source that cannot
    /// know has to be asked again. A change that was made after that reading began is never missed.
    /// </summary>
    /// <exception cref="StrategySourceException">It cannot be reached.</exception>
    ValueTask WaitForChangeAsync(CancellationToken cancellationToken);
}
