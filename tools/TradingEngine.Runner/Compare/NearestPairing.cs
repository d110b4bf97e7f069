namespace TradingEngine.Runner.Compare;

/// <summary>Pairs orders of one strategy, instrument, side and quantity by the times of their first events.</summary>
/// <remarks>
/// <para>
/// Of all ways to pair, the one with the least sum of distances, where an order without a partner counts as half of
/// <see cref="Span"/>: a pair is worth having up to that distance. The pairs keep the order of time. Times alone cannot
/// tell two signals apart that are alike and follow each other in less than twice the time that one side is late: a
/// long row of those may be paired with its neighbours.
/// </para>
/// <para>
/// Orders are taken in the order of time. Each takes the cheapest offer of the other side, where that is worth it: an
/// order without a partner offers itself for the time since; one that is taken leaves an offer to undo this for
/// somebody nearer. What an offer costs grows with the time alike for all, so that a heap has the cheapest: n orders
/// take n log n steps.
/// </para>
/// </remarks>
internal static class NearestPairing
{
    /// <summary>Orders that are further apart never belong together: 60 seconds.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(60);

    /// <summary>An offer that costs as much as this is not worth it.</summary>
    private static readonly long Limit = Span.Ticks + 1;

    /// <summary>Pairs two lists in any order; both are sorted by it.</summary>
    public static IEnumerable<(OrderTrace Left, OrderTrace Right)> Pair(OrderTrace[] left, OrderTrace[] right)
    {
        Array.Sort(left, CompareTimes);
        Array.Sort(right, CompareTimes);
        var chosen = new Chosen(left, right);
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            var isLeft = j == right.Length || (i < left.Length && CompareTimes(left[i], right[j]) <= 0);
            if (isLeft)
            {
                Offer(chosen, chosen.OfLeft, chosen.OfRight, i++);
            }
            else
            {
                Offer(chosen, chosen.OfRight, chosen.OfLeft, left.Length + j++);
            }
        }

        return chosen.GetPairs();
    }

    /// <summary>Orders of one time stand in the order of their ids, so that no side comes first.</summary>
    private static int CompareTimes(OrderTrace left, OrderTrace right)
    {
        var byTime = left.FirstTime.UtcTicks.CompareTo(right.FirstTime.UtcTicks);
        return byTime != 0 ? byTime : left.FirstEventId.CompareTo(right.FirstEventId);
    }

    private static void Offer(Chosen chosen, Offers own, Offers others, int index)
    {
        var time = chosen.TimeOf(index);
        if (others.TryPeek(out var offered, out var rank) && time + rank.Cost is var cost && cost < Limit)
        {
            others.Dequeue();
            chosen.Toggle(offered);
            chosen.Toggle(index);
            own.Enqueue(offered, new OfferRank(Limit - cost - time, chosen.NextNumber()));
        }
        else
        {
            own.Enqueue(index, new OfferRank(-time, chosen.NextNumber()));
        }
    }

    /// <summary>What an offer costs, less the time at which it is taken; of two alike the older one.</summary>
    private readonly record struct OfferRank(long Cost, long Number) : IComparable<OfferRank>
    {
        public int CompareTo(OfferRank other) =>
            Cost != other.Cost ? Cost.CompareTo(other.Cost) : Number.CompareTo(other.Number);
    }

    private sealed class Offers : PriorityQueue<int, OfferRank>;

    /// <summary>Which orders have a partner; those of the right side are numbered after those of the left.</summary>
    private sealed class Chosen(OrderTrace[] left, OrderTrace[] right)
    {
        private readonly bool[] _isChosen = new bool[left.Length + right.Length];
        private long _number;

        public Offers OfLeft { get; } = new();

        public Offers OfRight { get; } = new();

        public long NextNumber() => _number++;

        public long TimeOf(int index) =>
            (index < left.Length ? left[index] : right[index - left.Length]).FirstTime.UtcTicks;

        public void Toggle(int index) => _isChosen[index] = !_isChosen[index];

        /// <summary>As many are chosen on the left as on the right; they pair in the order of time.</summary>
        public IEnumerable<(OrderTrace Left, OrderTrace Right)> GetPairs() => left
            .Where((_, i) => _isChosen[i])
            .Zip(right.Where((_, j) => _isChosen[left.Length + j]))
            .Where(pair => (pair.First.FirstTime - pair.Second.FirstTime).Duration() <= Span);
    }
}
