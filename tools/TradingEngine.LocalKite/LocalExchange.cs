using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite;

/// <summary>
/// The exchange behind a <see cref="LocalKiteServer"/>, as a test sees it: everything that is true, whatever the API
/// has said. Its members can be called by any thread.
/// </summary>
public sealed class LocalExchange
{
    private readonly Lock _lock = new();
    private readonly LocalKiteOptions _options;
    private readonly OrderBook _book;
    private readonly ITicksAndFrames _out;
    private readonly Random _random;

    internal LocalExchange(LocalKiteOptions options, ITicksAndFrames output)
    {
        _options = options;
        _out = output;
        _random = new Random(options.Seed);
        _book = new OrderBook(options, Publish);
    }

    /// <summary>All orders of the account, the oldest first, and those that the API does not show yet.</summary>
    public IReadOnlyList<LocalOrder> Orders
    {
        get
        {
            lock (_lock)
            {
                _book.Expire();
                return [.. _book.Orders.Select(order => order.Current)];
            }
        }
    }

    /// <summary>All trades of the account, the oldest first.</summary>
    public IReadOnlyList<LocalTrade> Trades
    {
        get
        {
            lock (_lock)
            {
                return [.. _book.Trades];
            }
        }
    }

    /// <summary>Tags that were placed more than once; slices count as one. A client must never cause one.</summary>
    public IReadOnlyList<string> DoubledTags
    {
        get
        {
            lock (_lock)
            {
                var placed = _book.Orders
                    .Select(order => order.Current)
                    .Where(order => order.Tag is not null)
                    .DistinctBy(order => order.ParentOrderId ?? order.OrderId);
                var counts = placed.CountBy(order => order.Tag!);
                return [.. counts.Where(count => count.Value > 1).Select(count => count.Key)];
            }
        }
    }

    /// <summary>The last price of an instrument, in rupees.</summary>
    /// <exception cref="ArgumentException">The token is not known.</exception>
    public decimal LastPrice(long token)
    {
        lock (_lock)
        {
            return MarketOf(token).Last;
        }
    }

    /// <summary>Others trade at a price: resting orders match, subscribers get a tick.</summary>
    /// <exception cref="ArgumentException">The token is not known.</exception>
    public void SetPrice(long token, decimal price) => SetPrices((token, price));

    /// <summary>The same for several instruments; the ticks go out in one frame.</summary>
    /// <exception cref="ArgumentException">A token is not known; those before it have moved.</exception>
    public void SetPrices(params ReadOnlySpan<(long Token, decimal Price)> prices)
    {
        lock (_lock)
        {
            _book.Expire();
            var markets = new List<Market>(prices.Length);
            foreach (var (token, price) in prices)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
                var market = MarketOf(token);
                market.Trade(price, Math.Max(1, market.Instrument.LotSize) * _random.Next(1, 50), _book.Now);
                markets.Add(market);
            }

            _out.OnTicks(markets);
            foreach (var (token, _) in prices)
            {
                _book.Matching.AfterPrice(token);
            }
        }
    }

    /// <summary>Trades an open order: sockets get a frame, no call is answered by it.</summary>
    /// <exception cref="InvalidOperationException">The tag has no open order.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order has less than the quantity pending.</exception>
    public LocalTrade Fill(string tag, long quantity, decimal price)
    {
        lock (_lock)
        {
            var order = _book.OpenOf(tag);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, order.Current.PendingQuantity);
            return _book.Matching.Trade(order, quantity, price);
        }
    }

    /// <summary>The exchange cancels an open order.</summary>
    /// <exception cref="InvalidOperationException">The tag has no open order.</exception>
    public void Cancel(string tag)
    {
        lock (_lock)
        {
            _book.Matching.Cancel(_book.OpenOf(tag));
        }
    }

    /// <summary>The exchange rejects an open order.</summary>
    /// <exception cref="InvalidOperationException">The tag has no open order.</exception>
    public void Reject(string tag, string message)
    {
        lock (_lock)
        {
            _book.Matching.Reject(_book.OpenOf(tag), message);
        }
    }

    /// <summary>The account's owner, or another app, buys one lot at the last price.</summary>
    /// <param name="tag">The order's tag; may be that of another app, or none.</param>
    /// <param name="token">What; the first instrument where null.</param>
    /// <param name="isOpen">Whether the order rests a little below the price instead of trading.</param>
    /// <exception cref="ArgumentException">The token is not known.</exception>
    public LocalOrder AddForeignOrder(string? tag = null, long? token = null, bool isOpen = false)
    {
        lock (_lock)
        {
            var market = MarketOf(token ?? _options.Instruments[0].Token);
            var instrument = market.Instrument;
            var form = new OrderForm
            {
                Variety = "regular",
                Exchange = instrument.Exchange,
                Symbol = instrument.Symbol,
                Side = "BUY",
                OrderType = "LIMIT",
                Product = "MIS",
                Validity = "DAY",
                Quantity = instrument.LotSize,
                Price = market.OnTick(market.Last, isBuy: false) - (isOpen ? instrument.TickSize : 0),
                Tag = tag,
            };
            var id = _book.Place(form, isOpen ? LocalAct.Rest() : LocalAct.Fill()).OrderId;
            return _book.Find(id).Current;
        }
    }

    /// <summary>Runs a call of the API over the book.</summary>
    internal T Use<T>(Func<OrderBook, T> call)
    {
        lock (_lock)
        {
            _book.Expire();
            return call(_book);
        }
    }

    private Market MarketOf(long token) => _book.Markets.TryGetValue(token, out var market)
        ? market
        : throw new ArgumentException($"There is no instrument {token}.", nameof(token));

    private void Publish(BookOrder order, string status)
    {
        if (order.VisibleFrom <= _book.Now)
        {
            _out.OnOrder(order.Current with { Status = status });
        }
    }
}
