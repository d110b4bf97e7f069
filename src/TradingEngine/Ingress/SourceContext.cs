using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;

namespace TradingEngine.Ingress;

/// <summary>What the engine gives a source.</summary>
public sealed class SourceContext
{
    private readonly Action<Alert> _alert;

    internal SourceContext(
        TimeProvider timeProvider, ILoggerFactory loggers, IReadOnlyList<string> traders, Action<Alert> alert)
    {
        TimeProvider = timeProvider;
        Loggers = loggers;
        Traders = traders;
        _alert = alert;
    }

    /// <summary>The engine's clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where the log goes.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>The names of the registered traders.</summary>
    public IReadOnlyList<string> Traders { get; }

    /// <summary>Tells a person, by the log and every sink. Any thread may; it never waits for a sink.</summary>
    public void Alert(Alert alert) => _alert(alert);
}
