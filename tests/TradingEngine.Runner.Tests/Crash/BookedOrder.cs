using TradingEngine.CrashHost.Wire;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>An order in the broker's book. Its book's lock guards it.</summary>
internal sealed class BookedOrder
{
    private const int PartCount = 2;

    private readonly BrokerRequest _request;
    private readonly string _brokerOrderId;
    private readonly int _seed;
    private string _state = BrokerOrder.Open;
    private decimal _notional;
    private decimal _fees;
    private int _queryCount;

    public BookedOrder(BrokerRequest request, string brokerOrderId, BrokerBehaviour behaviour, int seed)
    {
        _request = request;
        _brokerOrderId = brokerOrderId;
        _seed = seed;
        Behaviour = behaviour;
    }

    public BrokerBehaviour Behaviour { get; }

    public BrokerRequest Request => _request;

    public long Filled { get; private set; }

    /// <summary>What the traded part cost, without fees.</summary>
    public decimal Notional => _notional;

    public decimal Fees => _fees;

    public bool IsOpen => _state == BrokerOrder.Open;

    public BrokerOrder Export() => new(
        _request.Tag!, _brokerOrderId, _state, Filled, Filled == 0 ? 0 : _notional / Filled, _fees);

    /// <summary>Trades all of it.</summary>
    public void Complete()
    {
        Trade(_request.Quantity - Filled, _seed);
        _state = BrokerOrder.Complete;
    }

    public void Reject() => _state = BrokerOrder.Rejected;

    /// <summary>Time passes in the market, which is when someone asks: what rests is traded in parts.</summary>
    public void Step()
    {
        _queryCount++;
        if (!IsOpen || _queryCount % 2 == 0)
        {
            return;
        }

        if (Filled == 0)
        {
            Trade(_request.Quantity / PartCount, _seed);
        }
        else if (Behaviour == BrokerBehaviour.RestAndCancel)
        {
            _state = BrokerOrder.Cancelled;
        }
        else
        {
            Trade(_request.Quantity - Filled, _seed + 1);
            _state = BrokerOrder.Complete;
        }
    }

    /// <remarks>Four decimals and quantities of powers of two: an average of them is exact in eight.</remarks>
    private void Trade(long quantity, int seed)
    {
        var random = new Random(seed);
        _notional += quantity * (100 + random.Next(1, 100_000) / 10_000m);
        _fees += random.Next(1, 10_000) / 10_000m;
        Filled += quantity;
    }
}
