using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>What the engine gives a source.</summary>
public sealed class SourceContext
{
    private readonly Action<Alert> _alert;
    private readonly Action<IReadOnlyList<OrderEvent>> _adopt;

    internal SourceContext(
        TimeProvider timeProvider,
        ILoggerFactory loggers,
        IReadOnlyList<string> traders,
        Action<Alert> alert,
        Action<IReadOnlyList<OrderEvent>> adopt)
    {
        TimeProvider = timeProvider;
        Loggers = loggers;
        Traders = traders;
        _alert = alert;
        _adopt = adopt;
    }

    /// <summary>The engine's clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Where the log goes.</summary>
    public ILoggerFactory Loggers { get; }

    /// <summary>The names of the registered traders.</summary>
    public IReadOnlyList<string> Traders { get; }

    /// <summary>
    /// Tells the engine of orders that another engine has done, before their signals are published: it then counts these
    /// signals as decided and adds the fills to its positions, as far as it did not do the orders itself.
    /// </summary>
    /// <param name="events">All events of each order, in their order. The list is the engine's from then on.</param>
    public void Adopt(IReadOnlyList<OrderEvent> events) => _adopt(events);

    /// <summary>Tells a person, by the log and every sink. Any thread may; it never waits for a sink.</summary>
    public void Alert(Alert alert) => _alert(alert);
}
