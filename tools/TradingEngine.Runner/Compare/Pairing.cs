namespace TradingEngine.Runner.Compare;

/// <summary>Finds what belongs together on two sides; every order is used once.</summary>
/// <remarks>
/// By the signal's id where both have one. Orders of the replaced system have none: they are paired by strategy,
/// instrument, side and quantity, those nearest in time (see <see cref="NearestPairing"/>). Two orders that both have
/// an id never belong together where the ids differ. Swapping the sides swaps the pairs and changes nothing else.
/// </remarks>
internal static class Pairing
{
    /// <summary>Pairs two sides.</summary>
    /// <returns>The pairs, and what is on one side only, in the order of the left side, then of the right.</returns>
    public static List<TracePair> Pair(IEnumerable<OrderTrace> left, IEnumerable<OrderTrace> right)
    {
        OrderTrace[] lefts = [.. left];
        OrderTrace[] rights = [.. right];
        var partners = new Dictionary<OrderTrace, OrderTrace>(lefts.Length, ReferenceEqualityComparer.Instance);
        PairBySignal(lefts, rights, partners);
        var isPaired = new HashSet<OrderTrace>(partners.Values, ReferenceEqualityComparer.Instance);
        PairByTime(lefts, rights, partners, isPaired, isLeftNamed: false, isRightNamed: false);
        PairByTime(lefts, rights, partners, isPaired, isLeftNamed: true, isRightNamed: false);
        PairByTime(lefts, rights, partners, isPaired, isLeftNamed: false, isRightNamed: true);
        return
        [
            .. lefts.Select(trace => new TracePair(trace, partners.GetValueOrDefault(trace))),
            .. rights.Where(trace => !isPaired.Contains(trace)).Select(trace => new TracePair(null, trace)),
        ];
    }

    private static void PairBySignal(
        OrderTrace[] lefts, OrderTrace[] rights, Dictionary<OrderTrace, OrderTrace> partners)
    {
        var bySignal = rights
            .Where(trace => trace.SignalId is not null)
            .ToDictionary(trace => trace.SignalId!, StringComparer.Ordinal);
        foreach (var trace in lefts)
        {
            if (trace.SignalId is { } signalId && bySignal.TryGetValue(signalId, out var partner))
            {
                partners.Add(trace, partner);
            }
        }
    }

    /// <summary>Pairs those that are left, with or without the id of a signal.</summary>
    private static void PairByTime(
        OrderTrace[] lefts,
        OrderTrace[] rights,
        Dictionary<OrderTrace, OrderTrace> partners,
        HashSet<OrderTrace> isPaired,
        bool isLeftNamed,
        bool isRightNamed)
    {
        var groups = rights
            .Where(trace => trace.SignalId is not null == isRightNamed && !isPaired.Contains(trace))
            .ToLookup(PairingKey.Of);
        if (groups.Count == 0)
        {
            return;
        }

        var candidates = lefts
            .Where(trace => trace.SignalId is not null == isLeftNamed && !partners.ContainsKey(trace));
        foreach (var group in candidates.GroupBy(PairingKey.Of))
        {
            foreach (var (left, right) in NearestPairing.Pair([.. group], [.. groups[group.Key]]))
            {
                partners.Add(left, right);
                isPaired.Add(right);
            }
        }
    }
}
