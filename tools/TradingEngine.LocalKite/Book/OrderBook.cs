namespace TradingEngine.LocalKite.Book;

/// <summary>
/// The account's orders and the exchange that they rest at. One thread at a time; <see cref="LocalExchange"/> locks.
/// </summary>
internal sealed class OrderBook
{
    private const int SlicesMax = 10;
    private readonly LocalKiteOptions _options;
    private readonly Matching _matching;
    private readonly Ids _ids;
    private readonly Dictionary<(string Exchange, string Symbol), Market> _bySymbol = [];
    private readonly Dictionary<string, BookOrder> _byId = [];
    private readonly List<BookOrder> _orders = [];

    public OrderBook(LocalKiteOptions options, Action<BookOrder, string> publish)
    {
        _options = options;
        _ids = new Ids(options.Seed);
        _matching = new Matching(options.TimeProvider, options.MarketDepthQuantity, _ids, publish);
        var now = IndiaTime.Now(options.TimeProvider);
        foreach (var instrument in options.Instruments)
        {
            var market = new Market(instrument, now);
            Markets.Add(instrument.Token, market);
            _bySymbol.Add((instrument.Exchange, instrument.Symbol), market);
        }
    }

    public Dictionary<long, Market> Markets { get; } = [];

    public IReadOnlyList<BookOrder> Orders => _orders;

    public IReadOnlyList<LocalTrade> Trades => _matching.Trades;

    public Matching Matching => _matching;

    public decimal Available => _options.Cash - _matching.Spent - _matching.Reserved();

    public DateTimeOffset Now => IndiaTime.Now(_options.TimeProvider);

    public BookOrder Find(string orderId) =>
        _byId.TryGetValue(orderId, out var order) && order.VisibleFrom <= Now
            ? order
            : throw KiteError.Order("Couldn't find that `order_id`.");

    public PlaceResult Place(OrderForm form, LocalAct act)
    {
        var market = FindMarket(form);
        var freeze = market.Instrument.FreezeQuantity;
        return form.IsAutoslice && freeze > 0 && form.Quantity > freeze
            ? PlaceSlices(form, market, act)
            : new PlaceResult(Enter(form, market, act, [], null).Current.OrderId, null);
    }

    public void Modify(string variety, string orderId, ModifyForm form, LocalAct act)
    {
        var order = FindOpen(variety, orderId, act, "modified");
        var next = Modified(order, form);
        if (_options.ModificationsPerOrder > 0 && order.Current.Modifications >= _options.ModificationsPerOrder)
        {
            throw KiteError.Order("Maximum allowed order modifications exceeded");
        }

        var before = order.Current;
        order.Change(order.Current with { Status = "MODIFY VALIDATION PENDING" });
        order.Change(order.Current with { Status = "MODIFY PENDING" });
        switch (act.Fate)
        {
            case LocalActKind.Rest:
                return;
            case LocalActKind.Reject:
                order.Change(order.Current with { Status = before.Status, StatusMessage = act.Message });
                _matching.Publish(order, "UPDATE");
                return;
            default:
                order.ProtectionPercent = ProtectionPercent(form.Protection ?? 0, order.ProtectionPercent);
                order.IsProtectedMarket |= form.OrderType is "MARKET" or "SL-M";
                order.Change(next with { Status = StatusAfterModify(before, next) });
                _matching.AfterModify(order);
                return;
        }
    }

    public void Cancel(string variety, string orderId, LocalAct act)
    {
        var order = FindOpen(variety, orderId, act, "cancelled");
        var status = order.Current.Status;
        order.Change(order.Current with { Status = "CANCEL PENDING" });
        switch (act.Fate)
        {
            case LocalActKind.Rest:
                return;
            case LocalActKind.Reject:
                order.Change(order.Current with { Status = status, StatusMessage = act.Message });
                return;
            default:
                _matching.Cancel(order, status == "AMO REQ RECEIVED" ? "CANCELLED AMO" : "CANCELLED");
                return;
        }
    }

    /// <summary>The first open order of a tag.</summary>
    public BookOrder OpenOf(string tag) =>
        _orders.Find(order => order.Current.Tag == tag && !order.Current.IsFinal)
        ?? throw new InvalidOperationException($"There is no open order with the tag '{tag}'.");

    /// <summary>Cancels orders whose minutes are over.</summary>
    public void Expire()
    {
        foreach (var order in _matching.Expired(Now))
        {
            _matching.Cancel(order);
        }
    }

    private Market FindMarket(OrderForm form)
    {
        if (!_bySymbol.TryGetValue((form.Exchange, form.Symbol), out var market) || market.Instrument.IsIndex)
        {
            throw KiteError.Input("The instrument you are placing an order for has either expired or does not exist.");
        }

        return market;
    }

    private PlaceResult PlaceSlices(OrderForm form, Market market, LocalAct act)
    {
        var freeze = market.Instrument.FreezeQuantity;
        if (form.Quantity > freeze * SlicesMax)
        {
            throw KiteError.Input($"The order would need more than {SlicesMax} slices.");
        }

        var rest = form.Quantity;
        var parent = _ids.NextOrder();
        if (_options.IsAutosliceParentAnOrder)
        {
            Enter(form with { Quantity = freeze }, market, act, ["autoslice"], null, parent);
            rest -= freeze;
        }

        var children = new List<SliceResult>();
        for (; rest > 0; rest -= freeze)
        {
            if (act.FailedSlices.Contains(children.Count))
            {
                var error = new KiteError("MarginException", "Insufficient funds for this slice.", 400);
                children.Add(new SliceResult(null, error));
                continue;
            }

            var slice = form with { Quantity = Math.Min(rest, freeze) };
            var child = Enter(slice, market, act, ["autoslice:" + parent], parent);
            children.Add(new SliceResult(child.Current.OrderId, null));
        }

        return new PlaceResult(parent, children);
    }

    private BookOrder Enter(
        OrderForm form, Market market, LocalAct act, string[] moreTags, string? parent, string? id = null)
    {
        var percent = form.Protection == 0 && form.OrderType is "MARKET" or "SL-M"
            ? 100
            : ProtectionPercent(form.Protection, 0);
        var isMarket = form.OrderType is "MARKET" or "SL-M";
        var order = new BookOrder(FirstState(form, market, moreTags, parent, id, percent), market)
        {
            IsProtectedMarket = isMarket,
            ProtectionPercent = percent,
            VisibleFrom = act.Answer == LocalActKind.AppearLate ? Now + act.Time : DateTimeOffset.MinValue,
        };
        var reason = act.Fate == LocalActKind.Reject ? act.Message : RejectReason(order);
        _orders.Add(order);
        _byId.Add(order.Current.OrderId, order);
        _matching.Enter(order, act, reason);
        return order;
    }

    private LocalOrder FirstState(
        OrderForm form, Market market, string[] moreTags, string? parent, string? id, decimal percent)
    {
        var reference = form.OrderType == "SL-M" ? form.TriggerPrice : market.Last;
        var isMarket = form.OrderType is "MARKET" or "SL-M";
        return new LocalOrder
        {
            OrderId = id ?? _ids.NextOrder(),
            ParentOrderId = parent,
            Status = "PUT ORDER REQ RECEIVED",
            Time = Now,
            Variety = form.Variety,
            Exchange = form.Exchange,
            Symbol = form.Symbol,
            Token = market.Instrument.Token,
            OrderType = ShownType(form.OrderType),
            Side = form.Side,
            Validity = form.Validity,
            ValidityMinutes = form.ValidityMinutes,
            Product = form.Product,
            Quantity = form.Quantity,
            PendingQuantity = form.Quantity,
            DisclosedQuantity = form.DisclosedQuantity,
            Price = isMarket ? market.ProtectionPrice(reference, percent, form.Side == "BUY") : form.Price,
            TriggerPrice = form.TriggerPrice,
            MarketProtection = Math.Max(form.Protection, 0),
            Tag = form.Tag,
            Tags = form.Tag is null ? moreTags : [form.Tag, .. moreTags],
            AuctionNumber = form.AuctionNumber,
            IcebergLegs = form.IcebergLegs,
        };
    }

    private string? RejectReason(BookOrder order)
    {
        var current = order.Current;
        var market = order.Market;
        return OrderChecks.Reason(
                market.Instrument, current.Quantity, current.Price, current.TriggerPrice, current.IsBuy)
            ?? (current.OrderType == "SL"
                ? OrderChecks.TriggerReason(market, current.TriggerPrice, current.IsBuy)
                : null)
            ?? OrderChecks.BandReason(market, current.Price, _options.PriceBandPercent)
            ?? (current.IsBuy ? OrderChecks.MarginReason(current.Price * current.Quantity, Available) : null);
    }

    private BookOrder FindOpen(string variety, string orderId, LocalAct act, string verb)
    {
        var order = Find(orderId);
        if (order.Current.Variety != variety)
        {
            throw FormFields.Invalid("variety");
        }

        if (act.Fate is LocalActKind.Fill or LocalActKind.FillInPart && order.IsWorking)
        {
            _matching.FillByAct(order, act);
        }

        return order.Current.IsFinal
            ? throw KiteError.Order($"Order cannot be {verb} as it is in the state {order.Current.Status}.")
            : order;
    }

    private LocalOrder Modified(BookOrder order, ModifyForm form)
    {
        var current = order.Current;
        var type = form.OrderType ?? current.OrderType;
        if (_options.IsLimitOnly && type != "LIMIT")
        {
            throw KiteError.Input("Only LIMIT orders are allowed.");
        }

        var isMarket = type is "MARKET" or "SL-M";
        if (isMarket && !order.IsProtectedMarket && (form.Protection ?? 0) == 0 && _options.RequiresMarketProtection)
        {
            throw KiteError.Input(OrderForm.ProtectionMissing);
        }

        var quantity = form.Quantity ?? current.Quantity;
        if (quantity <= current.FilledQuantity)
        {
            throw KiteError.Input("The quantity has traded already.");
        }

        var percent = ProtectionPercent(form.Protection ?? 0, order.ProtectionPercent);
        var hasTrigger = type is "SL" or "SL-M" || current.Variety == "co";
        var trigger = hasTrigger ? form.TriggerPrice ?? current.TriggerPrice : 0;
        var price = isMarket
            ? order.Market.ProtectionPrice(type == "SL-M" ? trigger : order.Market.Last, percent, current.IsBuy)
            : form.Price ?? current.Price;
        var reason = price <= 0
            ? "Missing or empty field `price`"
            : OrderChecks.Reason(order.Market.Instrument, quantity, price, trigger, current.IsBuy);
        if (reason is not null)
        {
            throw KiteError.Input(reason);
        }

        return current with
        {
            OrderType = ShownType(type),
            Quantity = quantity,
            PendingQuantity = quantity - current.FilledQuantity,
            Price = price,
            TriggerPrice = trigger,
            DisclosedQuantity = form.DisclosedQuantity ?? current.DisclosedQuantity,
            Validity = form.Validity ?? current.Validity,
            ValidityMinutes = form.ValidityMinutes ?? current.ValidityMinutes,
            Modifications = current.Modifications + 1,
        };
    }

    private static string StatusAfterModify(LocalOrder before, LocalOrder after)
    {
        if (before.Status == "AMO REQ RECEIVED")
        {
            return before.Status;
        }

        var waits = before.Status == "TRIGGER PENDING" || before.OrderType != "SL";
        return after.OrderType == "SL" && waits ? "TRIGGER PENDING" : "OPEN";
    }

    private static string ShownType(string type) => type switch
    {
        "MARKET" => "LIMIT",
        "SL-M" => "SL",
        _ => type,
    };

    private decimal ProtectionPercent(decimal protection, decimal otherwise) => protection switch
    {
        -1 => _options.ProtectionPercent,
        0 => otherwise,
        _ => protection,
    };
}
