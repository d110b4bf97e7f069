using TradingEngine.CrashHost.Wire;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>All that the broker was ever sent and what it made of it.</summary>
internal sealed class BrokerBook
{
    private static readonly BrokerBehaviour[] Behaviours =
    [
        BrokerBehaviour.Fill, BrokerBehaviour.Fill, BrokerBehaviour.Fill, BrokerBehaviour.Fill, BrokerBehaviour.Fill,
        BrokerBehaviour.Fill, BrokerBehaviour.FillAndAnswerLate, BrokerBehaviour.FillAndAnswerLate,
        BrokerBehaviour.FillAndCut, BrokerBehaviour.FillAndCut, BrokerBehaviour.FillAndKeepSilent,
        BrokerBehaviour.FillAndBabble, BrokerBehaviour.Rest, BrokerBehaviour.Rest, BrokerBehaviour.Rest,
        BrokerBehaviour.RestAndCut, BrokerBehaviour.RestAndCancel, BrokerBehaviour.RestAndCancel,
        BrokerBehaviour.Reject, BrokerBehaviour.Lose,
    ];

    private readonly object _gate = new();
    private readonly Dictionary<string, int> _received = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BookedOrder> _orders = new(StringComparer.Ordinal);
    private readonly Random _random;
    private bool _isReleased;

    public BrokerBook(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>How often each tag was received.</summary>
    public IReadOnlyDictionary<string, int> Received => Read(() => new Dictionary<string, int>(_received));

    /// <summary>The orders by tag. Only read when nobody trades any more.</summary>
    public IReadOnlyDictionary<string, BookedOrder> Orders => Read(() => new Dictionary<string, BookedOrder>(_orders));

    /// <summary>Counts an order that came in and decides what to do with it.</summary>
    public BrokerBehaviour Receive(string tag)
    {
        lock (_gate)
        {
            _received[tag] = _received.GetValueOrDefault(tag) + 1;

            // The first one rests until the end, so that every start has something to ask about.
            return _received.Count == 1 ? BrokerBehaviour.Rest : Behaviours[_random.Next(Behaviours.Length)];
        }
    }

    /// <summary>Takes an order.</summary>
    /// <returns>It, null where it was lost.</returns>
    public BrokerOrder? Add(BrokerRequest request, BrokerBehaviour behaviour)
    {
        if (behaviour == BrokerBehaviour.Lose)
        {
            return null;
        }

        lock (_gate)
        {
            var order = new BookedOrder(request, $"b-{_orders.Count}", behaviour, _random.Next());
            _orders[request.Tag!] = order;
            if (behaviour == BrokerBehaviour.Reject)
            {
                order.Reject();
            }
            else if (behaviour
                is not (BrokerBehaviour.Rest or BrokerBehaviour.RestAndCut or BrokerBehaviour.RestAndCancel))
            {
                order.Complete();
            }

            return order.Export();
        }
    }

    /// <summary>All orders; what rests is traded a step further.</summary>
    public IReadOnlyList<BrokerOrder> Query()
    {
        lock (_gate)
        {
            var answer = new List<BrokerOrder>(_orders.Count);
            foreach (var order in _orders.Values)
            {
                if (answer.Count > 0 || _isReleased)
                {
                    order.Step();
                }

                answer.Add(order.Export());
            }

            return answer;
        }
    }

    /// <summary>Lets the first order go.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isReleased = true;
        }
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
