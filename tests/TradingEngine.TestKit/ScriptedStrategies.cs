using System.Threading.Channels;
using TradingEngine.Strategies;

namespace TradingEngine.TestKit;

/// <summary>A source of strategies that says what the test wants, when the test wants.</summary>
public sealed class ScriptedStrategies : IStrategySource
{
    private readonly Channel<bool> _changes = Channel.CreateUnbounded<bool>();
    private volatile Func<StrategySet> _read;
    private int _readCount;

    /// <summary>A source.</summary>
    /// <param name="read">What reading gives or throws.</param>
    public ScriptedStrategies(Func<StrategySet> read)
    {
        _read = read;
    }

    /// <inheritdoc/>
    public string Name => "the scripted source";

    /// <summary>How often it was read.</summary>
    public int ReadCount => Volatile.Read(ref _readCount);

    /// <summary>Whether it was let go of.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Changes what reading gives or throws, and tells of it.</summary>
    public void Change(Func<StrategySet> read)
    {
        _read = read;
        _changes.Writer.TryWrite(true);
    }

    /// <inheritdoc cref="Change(Func{StrategySet})"/>
    public void Change(params StrategyConfiguration[] strategies) =>
        Change(() => new StrategySet { Strategies = strategies });

    /// <inheritdoc/>
    public ValueTask<StrategySet> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readCount);
        return new(_read());
    }

    /// <inheritdoc/>
    public async ValueTask WaitForChangeAsync(CancellationToken cancellationToken) =>
        await _changes.Reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
