using TradingEngine.Model;

namespace TradingEngine.Runner.Tests.Compare;

/// <summary>
/// A day of two traders that differ in ways that are counted while they are made: signals that one has not, failures,
/// cancelled parts, other prices, late and repeated events.
/// </summary>
internal sealed class ComparedDay
{
    private const string Shadow = "paper.shadow";

    private readonly Random _random;
    private readonly List<string> _left = [];
    private readonly List<string> _right = [];

    public ComparedDay(int seed, int signalCount)
    {
        _random = new Random(seed);
        for (var i = 0; i < signalCount; i++)
        {
            Add($"signal-{i}", seconds: i * 4);
        }

        for (var i = 0; i < signalCount / 10; i++)
        {
            _left.Add(_left[_random.Next(_left.Count)]);
            RepeatedLeft++;
        }

        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_right));
    }

    public IEnumerable<string> Left => _left;

    public IEnumerable<string> Right => _right;

    public int Both { get; private set; }

    public int OnlyLeft { get; private set; }

    public int OnlyRight { get; private set; }

    public int FilledBoth { get; private set; }

    public int Failed { get; private set; }

    public int Cancelled { get; private set; }

    public int RepeatedLeft { get; }

    public long QuantityDifference { get; private set; }

    public List<decimal> Slippages { get; } = [];

    public List<decimal> Latencies { get; } = [];

    private void Add(string signalId, int seconds)
    {
        var side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var quantity = _random.Next(2, 200);
        var price = _random.Next(1_000, 500_000) * 0.05m;
        var fill = Orders.Line(Orders.Fill(signalId, price, quantity, side: side, seconds: seconds));
        switch (_random.Next(20))
        {
            case 0:
                _left.Add(fill);
                OnlyLeft++;
                return;
            case 1:
                _right.Add(Orders.Line(Orders.Fill(signalId, price, quantity, Shadow, side, seconds)));
                OnlyRight++;
                return;
        }

        _left.Add(fill);
        Both++;
        var lateMillis = _random.Next(-50, 500);
        Latencies.Add(lateMillis);
        AddRight(signalId, side, quantity, price, seconds + lateMillis / 1_000d);
    }

    private void AddRight(string signalId, Side side, int quantity, decimal price, double seconds)
    {
        var worse = _random.Next(-10, 20) * 0.05m;
        var other = side == Side.Buy ? price + worse : price - worse;
        OrderEvent Event(OrderEventType type, long part, decimal? at = null, double later = 0) =>
            Orders.Event(signalId, type, part, at, Shadow, side, seconds + later);
        switch (_random.Next(10))
        {
            case 0:
                var failure = _random.Next(2) == 0 ? OrderEventType.Failed : OrderEventType.Unknown;
                _right.Add(Orders.Line(Event(failure, quantity)));
                Failed++;
                QuantityDifference -= quantity;
                return;
            case 1:
                _right.Add(Orders.Line(Event(OrderEventType.Placed, quantity)));
                _right.Add(Orders.Line(Event(OrderEventType.PartiallyFilled, quantity - 1, other, 1)));
                _right.Add(Orders.Line(Event(OrderEventType.Cancelled, quantity, later: 2)));
                Cancelled++;
                QuantityDifference--;
                break;
            default:
                _right.Add(Orders.Line(Event(OrderEventType.Filled, quantity, other)));
                FilledBoth++;
                break;
        }

        Slippages.Add(worse * 10_000 / price);
    }
}
