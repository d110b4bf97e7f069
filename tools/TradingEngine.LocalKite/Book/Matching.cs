namespace TradingEngine.LocalKite.Book;

/// <summary>Moves orders through their states: entry, triggers, trades, the end.</summary>
internal sealed class Matching(
    TimeProvider time, long marketDepthQuantity, Ids ids, Action<BookOrder, string> publish)
{
    private readonly List<BookOrder> _open = [];
    private readonly List<LocalTrade> _trades = [];

    public IReadOnlyList<LocalTrade> Trades => _trades;

    /// <summary>What buying has cost so far, less what selling has brought, in rupees.</summary>
    public decimal Spent { get; private set; }

    /// <summary>What the open orders that buy will need, in rupees.</summary>
    public decimal Reserved() => _open.Sum(
        order => order.Current.IsBuy ? order.Current.Price * order.Current.PendingQuantity : 0);

    public void Publish(BookOrder order, string status) => publish(order, status);

    /// <summary>Takes a new order to its first state of rest.</summary>
    public void Enter(BookOrder order, LocalAct act, string? rejectReason)
    {
        if (order.Current.Variety == "amo" && rejectReason is null)
        {
            order.Change(order.Current with { Status = "AMO REQ RECEIVED" });
            _open.Add(order);
            publish(order, order.Current.Status);
            return;
        }

        order.Change(order.Current with { Status = "VALIDATION PENDING" });
        if (rejectReason is not null)
        {
            Reject(order, rejectReason);
            return;
        }

        var now = Now;
        order.Change(order.Current with { Status = "OPEN PENDING" });
        order.Change(order.Current with
        {
            Status = order.Current.OrderType == "SL" ? "TRIGGER PENDING" : "OPEN",
            ExchangeOrderId = ids.NextExchangeOrder(),
            ExchangeTime = now,
            ExchangeUpdateTime = now,
        });
        _open.Add(order);
        publish(order, order.Current.Status);
        MatchAtEntry(order, act);
    }

    /// <summary>Matches what rests at an instrument after its price moved.</summary>
    public void AfterPrice(long token)
    {
        foreach (var order in _open.Where(order => order.Current.Token == token).ToArray())
        {
            TriggerWhenPassed(order);
            Match(order);
        }
    }

    public void AfterModify(BookOrder order)
    {
        publish(order, "UPDATE");
        TriggerWhenPassed(order);
        Match(order);
        CancelImmediate(order);
    }

    public LocalTrade Trade(BookOrder order, long quantity, decimal price)
    {
        var now = Now;
        var old = order.Current;
        var filled = old.FilledQuantity + quantity;
        var isWhole = filled == old.Quantity;
        var exchangeId = old.ExchangeOrderId ?? ids.NextExchangeOrder();
        var trade = new LocalTrade(
            ids.NextTrade(), old.OrderId, exchangeId, old.Tag, old.Symbol, old.Exchange, old.Token, old.Side,
            old.Product, quantity, price, now, old.Time);
        order.Add(trade, old with
        {
            Status = isWhole ? "COMPLETE" : "OPEN",
            ExchangeOrderId = exchangeId,
            ExchangeTime = old.ExchangeTime ?? now,
            ExchangeUpdateTime = now,
            FilledQuantity = filled,
            PendingQuantity = old.Quantity - filled,
        });
        _trades.Add(trade);
        Spent += price * (old.IsBuy ? quantity : -quantity);
        if (isWhole)
        {
            _open.Remove(order);
        }

        publish(order, isWhole ? "COMPLETE" : "UPDATE");
        return trade;
    }

    /// <summary>Lets an order trade as a scripted act says.</summary>
    public void FillByAct(BookOrder order, LocalAct act)
    {
        var pending = order.Current.PendingQuantity;
        var lot = order.Market.Instrument.LotSize;
        var quantity = act.Fate == LocalActKind.Fill ? pending : act.Quantity;
        if (quantity <= 0)
        {
            quantity = Math.Max(pending / 2 / lot * lot, lot);
        }

        Trade(order, Math.Min(quantity, pending), order.FillPrice());
    }

    public void Cancel(BookOrder order, string status = "CANCELLED")
    {
        var pending = order.Current.PendingQuantity;
        order.Change(order.Current with
        {
            Status = status,
            CancelledQuantity = pending,
            ExchangeUpdateTime = Now,
        });
        _open.Remove(order);
        publish(order, status);
    }

    public void Reject(BookOrder order, string message)
    {
        order.Change(order.Current with
        {
            Status = "REJECTED",
            StatusMessage = message,
            StatusMessageRaw = "RMS:" + message,
            PendingQuantity = 0,
        });
        _open.Remove(order);
        publish(order, "REJECTED");
    }

    public IReadOnlyList<BookOrder> Expired(DateTimeOffset now) =>
    [
        .. _open.Where(order => order.Current.Validity == "TTL"
            && order.Current.Time.AddMinutes(order.Current.ValidityMinutes) <= now),
    ];

    private DateTimeOffset Now => IndiaTime.Now(time);

    private void MatchAtEntry(BookOrder order, LocalAct act)
    {
        switch (act.Fate)
        {
            case LocalActKind.Fill or LocalActKind.FillInPart:
                FillByAct(order, act);
                break;
            case LocalActKind.Rest:
                break;
            default:
                Match(order);
                break;
        }

        CancelImmediate(order);
    }

    private void Match(BookOrder order)
    {
        if (order.IsWorking && order.IsMarketable())
        {
            var depth = order.IsProtectedMarket ? marketDepthQuantity : long.MaxValue;
            Trade(order, Math.Min(depth, order.Current.PendingQuantity), order.FillPrice());
        }
    }

    private void TriggerWhenPassed(BookOrder order)
    {
        var current = order.Current;
        var last = order.Market.Last;
        if (current.Status == "TRIGGER PENDING"
            && (current.IsBuy ? last >= current.TriggerPrice : last <= current.TriggerPrice))
        {
            order.Change(current with { Status = "OPEN", ExchangeUpdateTime = Now });
            publish(order, "OPEN");
        }
    }

    private void CancelImmediate(BookOrder order)
    {
        if (order.Current.Validity == "IOC" && order.IsWorking)
        {
            Cancel(order);
        }
    }
}
