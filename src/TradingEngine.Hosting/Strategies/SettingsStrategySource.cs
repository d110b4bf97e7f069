using TradingEngine.Strategies;

namespace TradingEngine.Hosting.Strategies;

/// <summary>The routes of the settings, <c>Engine:Routes</c> and what belongs to it, followed while their file changes.</summary>
public sealed class SettingsStrategySource : IStrategySource
{
    private readonly Func<StrategySet> _read;
    private readonly FileWatch? _watch;

    /// <summary>A source.</summary>
    /// <param name="name">What it is, for messages.</param>
    /// <param name="read">
    /// Reads all settings anew; throws a <see cref="StrategySourceException"/> where they are wrong.
    /// </param>
    /// <param name="file">The file whose changes count; null where nothing changes.</param>
    /// <param name="timeProvider">The clock of the polling beside the watching.</param>
    public SettingsStrategySource(string name, Func<StrategySet> read, string? file, TimeProvider timeProvider)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(timeProvider);
        Name = name;
        _read = read;
        _watch = file is null ? null : new FileWatch(file, timeProvider);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ValueTask<StrategySet> ReadAsync(CancellationToken cancellationToken)
    {
        _watch?.Remember();
        return new(_read());
    }

    /// <inheritdoc/>
    public async ValueTask WaitForChangeAsync(CancellationToken cancellationToken)
    {
        if (_watch is null)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _watch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        return ValueTask.CompletedTask;
    }
}
