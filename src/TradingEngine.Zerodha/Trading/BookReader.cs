using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Budgets;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Finds out by the order book and the trades what became of orders: the one place where that is concluded. One pass
/// after the other.
/// </summary>
internal sealed class BookReader : IDisposable
{
    /// <summary>An order book holds the orders of a day: what is older never comes up again.</summary>
    private static readonly TimeSpan KeptSpan = TimeSpan.FromDays(1);

    private readonly KiteClient _client;
    private readonly KiteBudgets _budgets;
    private readonly RestingOrders _resting;
    private readonly DoubtfulOrders _doubtful;
    private readonly OutcomeReader _outcomes;
    private readonly TraderContext _context;
    private readonly TimeSpan _notFoundWait;
    private readonly SemaphoreSlim _turn = new(1);
    private long _count;
    private volatile bool _isBehind;

    public BookReader(
        KiteClient client,
        KiteBudgets budgets,
        RestingOrders resting,
        DoubtfulOrders doubtful,
        OutcomeReader outcomes,
        TimeSpan notFoundWait,
        TraderContext context)
    {
        _client = client;
        _budgets = budgets;
        _resting = resting;
        _doubtful = doubtful;
        _outcomes = outcomes;
        _notFoundWait = notFoundWait;
        _context = context;
    }

    /// <summary>How often the order book was read.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Whether trades are behind the order book, so that it is worth another reading soon.</summary>
    public bool IsBehind => _isBehind;

    /// <summary>What became of these orders.</summary>
    /// <exception cref="KiteException">The order book could not be read; nothing is concluded.</exception>
    public async Task<IReadOnlyList<OrderEvidence>> ReadAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var book = new OrderBook(await _client.GetOrdersAsync(cancellationToken).ConfigureAwait(false));
            Interlocked.Increment(ref _count);
            _budgets.LearnDay(book.Count);
            var trades = NeedsTrades(orders, book)
                ? new TradeBook(await _client.GetTradesAsync(cancellationToken).ConfigureAwait(false))
                : TradeBook.Empty;
            return await ConcludeAsync(orders, book, trades, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The order as the order book has it; null where it has none.</summary>
    /// <exception cref="KiteException">The order book could not be read.</exception>
    public async Task<BookEntry?> FindAsync(Order order, CancellationToken cancellationToken) =>
        new OrderBook(await _client.GetOrdersAsync(cancellationToken).ConfigureAwait(false))
            .Find(order.Id, order.Quantity);

    public void Dispose() => _turn.Dispose();

    private static bool NeedsTrades(IReadOnlyList<OrderSnapshot> orders, OrderBook book)
    {
        foreach (var order in orders)
        {
            if (book.Find(order.Order.Id, order.Order.Quantity) is { FilledQuantity: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOpen(in OrderResult result) =>
        result.Kind is OrderResultKind.Accepted or OrderResultKind.PartiallyFilled;

    private async Task<List<OrderEvidence>> ConcludeAsync(
        IReadOnlyList<OrderSnapshot> orders, OrderBook book, TradeBook trades, CancellationToken cancellationToken)
    {
        var now = _context.TimeProvider.GetUtcNow();
        var asked = new HashSet<OrderId>();
        var evidence = new List<OrderEvidence>(orders.Count);
        foreach (var order in orders)
        {
            var id = order.Order.Id;
            asked.Add(id);
            if (book.Find(id, order.Order.Quantity) is not { } entry)
            {
                evidence.Add(new OrderEvidence(id, Miss(order, now)));
                continue;
            }

            var result = _outcomes.Read(order, entry, trades, now);
            evidence.Add(new OrderEvidence(id, result));
            if (result.Kind != OrderResultKind.Unknown)
            {
                _doubtful.Settle(id);
            }

            if (IsOpen(result) && !entry.IsFinal)
            {
                await _resting.StepAsync(order, entry, now, cancellationToken).ConfigureAwait(false);
            }
            else if (!IsOpen(result))
            {
                // A pass may be about one order alone: only what is over is forgotten.
                _resting.Forget(id);
                _outcomes.Forget(id);
            }
        }

        _resting.ForgetBefore(now - KeptSpan);
        _isBehind = _outcomes.LaggingCount > 0;
        TellOfAppeared(book, asked);
        return evidence;
    }

    /// <summary>The order book holds the orders of one day: of an older order its silence says nothing.</summary>
    private OrderResult Miss(OrderSnapshot order, DateTimeOffset now)
    {
        if (order.Order.Timestamp.ToOffset(IndiaTime.Offset).Date < now.ToOffset(IndiaTime.Offset).Date)
        {
            return OrderResult.Unknown(
                $"it was made on {order.Order.Timestamp.ToOffset(IndiaTime.Offset):yyyy-MM-dd}, and the order book of that day is gone; " +
                "look it up in the contract note and resolve it");
        }

        if (now - order.SentAt >= _notFoundWait)
        {
            _doubtful.Miss(order.Order.Id);
        }

        return OrderResult.NotFound();
    }

    private void TellOfAppeared(OrderBook book, HashSet<OrderId> asked)
    {
        foreach (var id in book.Ids)
        {
            if (_doubtful.TakeAppeared(id, asked))
            {
                _context.Alert(
                    AlertKind.OrderAppeared,
                    AlertSeverity.Critical,
                    $"Order {id} of trader '{_context.Name}' counts as refused, and its broker has it after all as " +
                    $"{book.BrokerIdOf(id)}: look at it there, its fills are not in the positions");
            }
        }
    }
}
