using Confluent.Kafka;
using TradingEngine.Diagnostics;

namespace TradingEngine.Kafka.Diagnostics;

/// <summary>Knows whether brokers can be reached, and tells when that changes.</summary>
/// <remarks>
/// librdkafka says when no broker can be reached. That one can be reached again shows in the next answer, or in a probe
/// that runs only while the connection is lost. Any thread may call it.
/// </remarks>
internal sealed class ConnectionWatch : IDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly string _servers;
    private Action<Alert>? _alert;
    private TimeProvider _timeProvider = TimeProvider.System;
    private Func<bool>? _probe;
    private Timer? _timer;
    private bool _isLost;
    private bool _isClosed;

    public ConnectionWatch(string servers)
    {
        _servers = servers;
    }

    /// <summary>True until no broker can be reached, and again when one answers.</summary>
    public bool IsConnected => !Volatile.Read(ref _isLost);

    /// <summary>Says where alerts go and how a broker is asked whether it is there.</summary>
    public void Start(TimeProvider timeProvider, Action<Alert> alert, Func<bool> probe)
    {
        lock (_gate)
        {
            _timeProvider = timeProvider;
            _alert = alert;
            _probe = probe;
        }
    }

    /// <summary>Looks at an error that a client told of.</summary>
    public void OnError(Error error)
    {
        if (error.Code != ErrorCode.Local_AllBrokersDown)
        {
            return;
        }

        lock (_gate)
        {
            if (_isLost || _isClosed)
            {
                return;
            }

            Volatile.Write(ref _isLost, true);
            _timer = new Timer(_ => Probe(), null, ProbeInterval, Timeout.InfiniteTimeSpan);
        }

        Tell(
            AlertKind.ConnectionLost,
            AlertSeverity.Critical,
            $"No broker at {_servers} can be reached: prices stand still and signals wait.");
    }

    /// <summary>Called when a broker has answered. One load where nothing was lost.</summary>
    public void OnAnswer()
    {
        if (IsConnected)
        {
            return;
        }

        lock (_gate)
        {
            if (!_isLost)
            {
                return;
            }

            Volatile.Write(ref _isLost, false);
            _timer?.Dispose();
            _timer = null;
        }

        Tell(AlertKind.ConnectionRestored, AlertSeverity.Information, $"Brokers at {_servers} answer again.");
    }

    /// <summary>Stops probing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Probe()
    {
        var hasAnswered = _probe?.Invoke() ?? false;
        if (hasAnswered)
        {
            OnAnswer();
            return;
        }

        lock (_gate)
        {
            _timer?.Change(ProbeInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell(AlertKind kind, AlertSeverity severity, string message) =>
        _alert?.Invoke(new Alert(kind, severity, message, "kafka", _timeProvider.GetUtcNow()));
}
