namespace TradingEngine.Routing;

/// <summary>Collects routes by the names of traders; the engine freezes them into a table.</summary>
public sealed class RoutingTableBuilder
{
    private readonly Dictionary<string, string[]> _routes = new(StringComparer.Ordinal);
    private string[]? _default;

    /// <summary>
    /// Sends the signals of a strategy to these traders; to none, so that they are rejected as <c>no_route</c>, where
    /// the list is empty. The last call for a strategy counts.
    /// </summary>
    public RoutingTableBuilder Route(string strategyId, params string[] traders)
    {
        ArgumentException.ThrowIfNullOrEmpty(strategyId);
        ArgumentNullException.ThrowIfNull(traders);
        _routes[strategyId] = traders;
        return this;
    }

    /// <summary>
    /// Sends the signals of every other strategy to these traders. Without a default they are rejected as
    /// <c>unknown_strategy</c>.
    /// </summary>
    public RoutingTableBuilder RouteOthers(params string[] traders)
    {
        ArgumentNullException.ThrowIfNull(traders);
        _default = traders;
        return this;
    }

    /// <summary>Freezes the routes.</summary>
    /// <param name="maskOf">Gives the bit of a trader, and throws for an unknown name.</param>
    internal RoutingTable Build(Func<string, ulong> maskOf)
    {
        var masks = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var (strategy, traders) in _routes)
        {
            masks.Add(strategy, MaskOf(traders, maskOf));
        }

        return new RoutingTable(masks, _default is null ? null : MaskOf(_default, maskOf));
    }

    private static ulong MaskOf(string[] traders, Func<string, ulong> maskOf)
    {
        var mask = 0UL;
        foreach (var trader in traders)
        {
            mask |= maskOf(trader);
        }

        return mask;
    }
}
