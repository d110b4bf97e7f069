using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Egress;

/// <summary>What the engine gives a sink.</summary>
public sealed class SinkContext
{
    private readonly Action<Alert> _alert;
    private readonly Func<long, Price?> _lastPrice;

    internal SinkContext(
        TimeProvider timeProvider,
        ILoggerFactory loggers,
        IReadOnlyList<string> traders,
        PositionLedger positions,
        Func<long, Price?> lastPrice,
        Action<Alert> alert)
    {
        TimeProvider = timeProvider;
        Loggers = loggers;
        Traders = traders;
        Positions = positions;
        _lastPrice = lastPrice;
        _alert = alert;
    }

    /// <summary>The engine's clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where the log goes.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>The names of the registered traders.</summary>
    public IReadOnlyList<string> Traders { get; }

    /// <summary>The positions that the fills so far have made.</summary>
    public PositionLedger Positions { get; }

    /// <summary>The last price of an instrument, null where there is none. Any thread may ask.</summary>
    public Price? LastPrice(long instrumentToken) => _lastPrice(instrumentToken);

    /// <summary>Tells a person, by the log and every sink. Any thread may; it never waits for a sink.</summary>
    public void Alert(Alert alert) => _alert(alert);
}
