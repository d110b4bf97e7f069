using TradingEngine.Risk;
using TradingEngine.Traders;

namespace TradingEngine.Routing;

/// <summary>Collects routes by the names of traders; the engine freezes them into a table.</summary>
public sealed class RoutingTableBuilder
{
    /// <summary>The most characters of terms: 2,000.</summary>
    public const int TermsLengthMax = 2_000;

    private const decimal PercentMax = 100;
    private const int BasisPointsInPercent = 100;

    private readonly Dictionary<string, Targets> _routes = new(StringComparer.Ordinal);
    private string[]? _default;
    private IReadOnlyDictionary<string, RiskLimits>? _limits;
    private bool _decidesBound;

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
        if (!IsShare(percent))
        {
            throw new ArgumentOutOfRangeException(
                nameof(percent),
                percent,
                $"The share of strategy '{strategyId}' for trader '{trader}' must be from 0 to {PercentMax} percent, " +
                "with up to two decimals.");
        }

        TargetsOf(strategyId).BasisPoints[trader] = (int)(percent * BasisPointsInPercent);
        return this;
    }

    /// <summary>Whether a share is from 0 to 100 percent, with up to two decimals.</summary>
    public static bool IsShare(decimal percent)
    {
        if (percent is < 0 or > PercentMax)
        {
            return false;
        }

        var basisPoints = percent * BasisPointsInPercent;
        return basisPoints == decimal.Truncate(basisPoints);
    }

    /// <summary>
    /// Sets how a trader places the orders of a strategy (<see cref="Orders.Order.Terms"/>). The last call for both counts.
    /// </summary>
    /// <param name="strategyId">The strategy; its traders are named by the other calls.</param>
    /// <param name="trader">The trader.</param>
    /// <param name="terms">A JSON object in names of the trader, which it must accept; 1 to 2,000 characters.</param>
    public RoutingTableBuilder PlaceOrders(string strategyId, string trader, string terms)
    {
        ArgumentException.ThrowIfNullOrEmpty(strategyId);
        ArgumentException.ThrowIfNullOrEmpty(trader);
        ArgumentException.ThrowIfNullOrEmpty(terms);
        if (terms.Length > TermsLengthMax)
        {
            throw new ArgumentException($"The terms of an order have at most {TermsLengthMax} characters.", nameof(terms));
        }

        TargetsOf(strategyId).Terms[trader] = terms;
        return this;
    }

    /// <summary>
    /// Sets the limits of all strategies, in place of those that were set by an earlier table. A strategy that is not
    /// listed has those that the engine was built with. Without this call limits stay as they are.
    /// </summary>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    public RoutingTableBuilder LimitStrategies(IReadOnlyDictionary<string, RiskLimits> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        foreach (var (strategyId, own) in limits)
        {
            if (own.Validate($"Limit of '{strategyId}': ") is { Count: > 0 } errors)
            {
                throw new ArgumentException(string.Join(' ', errors), nameof(limits));
            }
        }

        _limits = limits;
        return this;
    }

    /// <summary>
    /// Has the routes decide about signals, too, that are bound to a trader (<see cref="Model.TradingSignal.Trader"/>): they
    /// go to that trader or to its shadow where their strategy's route names it, and nowhere else. Without this call they
    /// go to their trader whatever the routes say.
    /// </summary>
    public RoutingTableBuilder DecideBoundSignals()
    {
        _decidesBound = true;
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
    /// <param name="traders">Gives the bit of a trader, and throws for an unknown name.</param>
    internal RoutingTable Build(TraderRegistry traders)
    {
        var routes = new Dictionary<string, StrategyRoute>(StringComparer.Ordinal);
        var rightTerms = new HashSet<(string Trader, string Terms)>();
        foreach (var (strategy, targets) in _routes)
        {
            var terms = MakeTerms(strategy, targets, traders, rightTerms);
            routes.Add(
                strategy,
                new StrategyRoute(strategy, MaskOf(targets.Always, traders), MakeShares(targets, traders), terms));
        }

        return new RoutingTable(routes, _default is null ? null : MaskOf(_default, traders))
        {
            DecidesBoundSignals = _decidesBound,
            HasTerms = rightTerms.Count > 0,
            Limits = _limits,
        };
    }

    private static TraderShare[] MakeShares(Targets targets, TraderRegistry traders)
    {
        var shares = new TraderShare[targets.BasisPoints.Count];
        var count = 0;
        foreach (var (trader, basisPoints) in targets.BasisPoints)
        {
            shares[count++] = new TraderShare(traders.MaskOf(trader), basisPoints);
        }

        return shares;
    }

    private static TraderTerms[] MakeTerms(
        string strategy, Targets targets, TraderRegistry traders, HashSet<(string Trader, string Terms)> right)
    {
        var terms = new TraderTerms[targets.Terms.Count];
        var count = 0;
        foreach (var (trader, text) in targets.Terms)
        {
            if (right.Add((trader, text)) && traders.CheckTerms(trader, text) is { Count: > 0 } errors)
            {
                throw new ArgumentException(
                    $"The terms of strategy '{strategy}' for trader '{trader}' are wrong: {string.Join(' ', errors)}");
            }

            terms[count++] = new TraderTerms(traders.MaskOf(trader), text);
        }

        return terms;
    }

    private static ulong MaskOf(string[] names, TraderRegistry traders)
    {
        var mask = 0UL;
        foreach (var name in names)
        {
            mask |= traders.MaskOf(name);
        }

        return mask;
    }

    private Targets TargetsOf(string strategyId)
    {
        if (!_routes.TryGetValue(strategyId, out var targets))
        {
            _routes.Add(strategyId, targets = new Targets([]));
        }

        return targets;
    }

    /// <summary>The traders of a strategy.</summary>
    /// <param name="Always">Those that get every signal.</param>
    private sealed record class Targets(string[] Always)
    {
        /// <summary>Those that get a part, and which, in hundredths of a percent.</summary>
        public Dictionary<string, int> BasisPoints { get; } = new(StringComparer.Ordinal);

        /// <summary>How some of them place orders.</summary>
        public Dictionary<string, string> Terms { get; } = new(StringComparer.Ordinal);
    }
}
