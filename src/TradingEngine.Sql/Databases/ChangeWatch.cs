namespace TradingEngine.Sql.Databases;

/// <summary>Knows when what was read last may have changed. Used by one caller at a time.</summary>
internal abstract class ChangeWatch : IAsyncDisposable
{
    /// <summary>Called before the tables are read: what changes from here on must be noticed.</summary>
    public abstract ValueTask BeginReadAsync(CancellationToken cancellationToken);

    /// <summary>Called after the tables were read, with the value of <see cref="SqlDatabase.HashText"/>.</summary>
    public abstract void EndRead(string? hash);

    /// <summary>
    /// Ends when something may have changed since the last reading; where nothing could be read, when it is time to try
    /// again.
    /// </summary>
    public abstract ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
