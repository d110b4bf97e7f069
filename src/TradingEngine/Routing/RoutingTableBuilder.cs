namespace TradingEngine.Routing;

/// <summary>Collects routes by the names of traders; the engine freezes them into a table.</summary>
public sealed class RoutingTableBuilder
{
    private const decimal PercentMax = 100;
    private const int BasisPointsInPercent = 100;

    private readonly Dictionary<string, Targets> _routes = new(StringComparer.Ordinal);
    private string[]? _default;

    /// <summary>
    /// Sends the signals of a strategy to these traders; to none, so that they are rejected as <c>no_route</c>, where
    /// the list is empty. The last call for a strategy counts.
    /// </summary>
    public RoutingTableBuilder Route(string strategyId, params string[] traders)
    {
        ArgumentException.ThrowIfNullOrEmpty(strategyId);
        ArgumentNullException.ThrowIfNull(traders);
        _routes[strategyId] = new Targets(traders);
        return this;
    }

    /// <summary>
    /// Sends a part of the signals of a strategy to a trader, beside the traders that get all of them. Which signals
    /// these are depends on their ids alone (<see cref="Orders.OrderIdentity.ShareBucketOf(string, string)"/>): a
    /// larger share has all the signals of a smaller one, and two traders with the same share get the same signals.
    /// </summary>
    /// <param name="strategyId">The strategy.</param>
    /// <param name="trader">The trader. The last call for both counts.</param>
    /// <param name="percent">From 0 to 100, with up to two decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is no such number.</exception>
    public RoutingTableBuilder RouteShare(string strategyId, string trader, decimal percent)
    {
        ArgumentException.ThrowIfNullOrEmpty(strategyId);
        ArgumentException.ThrowIfNullOrEmpty(trader);
        var basisPoints = percent * BasisPointsInPercent;
        if (percent is < 0 or > PercentMax || basisPoints != decimal.Truncate(basisPoints))
        {
            throw new ArgumentOutOfRangeException(
                nameof(percent),
                percent,
                $"The share of strategy '{strategyId}' for trader '{trader}' must be from 0 to {PercentMax} percent, " +
                "with up to two decimals.");
        }

        if (!_routes.TryGetValue(strategyId, out var targets))
        {
            _routes.Add(strategyId, targets = new Targets([]));
        }

        targets.BasisPoints[trader] = (int)basisPoints;
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
        var routes = new Dictionary<string, StrategyRoute>(StringComparer.Ordinal);
        foreach (var (strategy, targets) in _routes)
        {
            var shares = new List<TraderShare>();
            foreach (var (trader, basisPoints) in targets.BasisPoints)
            {
                shares.Add(new TraderShare(maskOf(trader), basisPoints));
            }

            routes.Add(strategy, new StrategyRoute(strategy, MaskOf(targets.Always, maskOf), [.. shares]));
        }

        return new RoutingTable(routes, _default is null ? null : MaskOf(_default, maskOf));
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

    /// <summary>The traders of a strategy.</summary>
    /// <param name="Always">Those that get every signal.</param>
    private sealed record class Targets(string[] Always)
    {
        /// <summary>Those that get a part, and which, in hundredths of a percent.</summary>
        public Dictionary<string, int> BasisPoints { get; } = new(StringComparer.Ordinal);
    }
}
