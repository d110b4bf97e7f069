using TradingEngine.Ingress;
using TradingEngine.Internals;

namespace TradingEngine;

/// <summary>The polling of the sources: at most one at a time, and it ends before the engine stops.</summary>
internal sealed class SourceRun
{
    private readonly IEventSource[] _sources;
    private readonly IngressPort _port;
    private int _isRunning;
    private int _isStopping;

    public SourceRun(IEventSource[] sources, IngressPort port)
    {
        _sources = sources;
        _port = port;
    }

    /// <summary>Polls on the calling thread until all sources have ended or the engine stops.</summary>
    /// <exception cref="InvalidOperationException">There is no source, or another thread polls.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        if (_sources.Length == 0)
        {
            throw new InvalidOperationException("There is no source: call EngineBuilder.AddSource.");
        }

        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException("Another thread polls the sources.");
        }

        try
        {
            SourcePoller.Run(_sources, _port, () => Volatile.Read(ref _isStopping) != 0, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Ends the polling and waits until it has ended.</summary>
    /// <returns>False where the time was over before.</returns>
    /// <remarks>
    /// Both sides write their own flag with a full fence before they read the other's: either the poller sees that it
    /// is to stop before it polls, or it is seen running.
    /// </remarks>
    public bool End(Deadline deadline)
    {
        Interlocked.Exchange(ref _isStopping, 1);
        return deadline.WaitUntil(() => Volatile.Read(ref _isRunning) == 0);
    }
}
