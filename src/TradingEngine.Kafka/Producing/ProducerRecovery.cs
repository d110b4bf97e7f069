using Confluent.Kafka;

namespace TradingEngine.Kafka.Producing;

/// <summary>
/// The thread on which producers are made anew: a producer cannot be closed from its own callbacks. It waits longer
/// each time that it did not help.
/// </summary>
internal sealed class ProducerRecovery : IDisposable
{
    private const int FirstPauseMillis = 20;
    private const int LongestPauseMillis = 5_000;

    private readonly object _gate = new();
    private readonly Action _recover;
    private readonly Action<Error> _onFailure;
    private Thread? _thread;
    private Error? _requested;
    private bool _isClosed;
    private int _pauseMillis;
    private long _count;

    public ProducerRecovery(Action recover, Action<Error> onFailure)
    {
        _recover = recover;
        _onFailure = onFailure;
    }

    /// <summary>How often it was done.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Asks for a recovery. The thread is made with the first.</summary>
    public void Request(Error error)
    {
        lock (_gate)
        {
            if (_thread is null && !_isClosed)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "TradingEngine producer recovery" };
                _thread.Start();
            }

            _requested = error;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A message was acknowledged: the next failure is a new one.</summary>
    public void OnSuccess() => Volatile.Write(ref _pauseMillis, 0);

    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
            thread = _thread;
        }

        thread?.Join();
    }

    private void Run()
    {
        while (TryTake(out var error))
        {
            var pauseMillis = Volatile.Read(ref _pauseMillis);
            if (pauseMillis == 0)
            {
                _onFailure(error);
            }

            Volatile.Write(ref _pauseMillis, Math.Clamp(pauseMillis * 2, FirstPauseMillis, LongestPauseMillis));
            Interlocked.Increment(ref _count);
            _recover();
        }
    }

    private bool TryTake(out Error error)
    {
        lock (_gate)
        {
            while (_requested is null && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            error = _requested!;
            _requested = null;
            if (!_isClosed && _pauseMillis > 0)
            {
                Monitor.Wait(_gate, _pauseMillis);
            }

            return !_isClosed;
        }
    }
}
