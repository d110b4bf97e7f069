using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>
/// The state machine of one order: its state, what of it is traded, and how many events it has had. Not thread-safe;
/// whoever holds the order's lock uses it. A struct that changes, so that an order that ends at once allocates nothing:
/// it lives in one field or one local and is never copied.
/// </summary>
internal struct OrderProgress
{
    private readonly OrderId _id;
    private readonly long _quantity;
    private decimal _notional;
    private int _placedCount;
    private int _partialCount;
    private int _unknownCount;

    public OrderProgress(OrderId id, long quantity, OrderState state = OrderState.Created)
    {
        _id = id;
        _quantity = quantity;
        State = state;
    }

    /// <summary>An order as it was.</summary>
    public OrderProgress(OrderId id, long quantity, in OrderProgressState state)
        : this(id, quantity, state.State)
    {
        (FilledQuantity, _notional, Fees) = (state.FilledQuantity, state.Notional, state.Fees);
        BrokerOrderId = state.BrokerOrderId;
        (_placedCount, _partialCount, _unknownCount) = (state.PlacedCount, state.PartialCount, state.UnknownCount);
    }

    public OrderState State { readonly get; private set; }

    public long FilledQuantity { readonly get; private set; }

    public decimal Fees { readonly get; private set; }

    public string? BrokerOrderId { readonly get; private set; }

    /// <summary>What may still be traded: nothing of a terminal order, the whole rest of an unknown one.</summary>
    public readonly long OpenQuantity => IsTerminal(State) ? 0 : _quantity - FilledQuantity;

    public static bool IsTerminal(OrderState state) =>
        state is OrderState.Filled or OrderState.Cancelled or OrderState.Rejected or OrderState.Failed;

    /// <summary>Whether an order may go from the one state to the other; every other move is a fault.</summary>
    public static bool MayMove(OrderState from, OrderState to) => from switch
    {
        OrderState.Created => to is OrderState.Sent or OrderState.Cancelled or OrderState.Failed,
        OrderState.Sent => to is not (OrderState.Created or OrderState.Sent),
        OrderState.Accepted => to is OrderState.PartiallyFilled or OrderState.Filled or OrderState.Cancelled
            or OrderState.Rejected or OrderState.Unknown,
        OrderState.PartiallyFilled => to is OrderState.PartiallyFilled or OrderState.Filled or OrderState.Cancelled
            or OrderState.Unknown,
        OrderState.Unknown => to is OrderState.Accepted or OrderState.PartiallyFilled or OrderState.Filled
            or OrderState.Cancelled or OrderState.Rejected,
        _ => false,
    };

    /// <summary>Moves the order on by what the engine itself does, such as sending it.</summary>
    /// <exception cref="OrderMoveException">It cannot go there from where it is.</exception>
    public void Move(OrderState to)
    {
        if (!MayMove(State, to))
        {
            throw new OrderMoveException(_id, State, to);
        }

        State = to;
    }

    /// <summary>Takes over an answer of the trader. Nothing changes where it throws.</summary>
    /// <exception cref="OrderMoveException">The answer contradicts what is known, or itself.</exception>
    public OrderUpdate Apply(in OrderResult result)
    {
        if (FindFault(result) is { } fault)
        {
            throw new OrderMoveException(_id, State, TargetOf(result), fault);
        }

        return result.Kind switch
        {
            OrderResultKind.Unknown or OrderResultKind.NotFound => ApplyDoubt(),
            _ when IsTerminal(State) => ApplyToTerminal(result),
            _ when result.Quantity < FilledQuantity => ApplyStale(result),
            _ => ApplyNew(result),
        };
    }

    /// <summary>All of it, to be written down.</summary>
    public readonly OrderProgressState Export() => new(
        State, FilledQuantity, _notional, Fees, BrokerOrderId, _placedCount, _partialCount, _unknownCount);

    /// <summary>The ordinal of the next event of a type, from 0; it then counts as given.</summary>
    public int NextOrdinal(OrderEventType type) => type switch
    {
        OrderEventType.Placed => _placedCount++,
        OrderEventType.PartiallyFilled => _partialCount++,
        OrderEventType.Unknown => _unknownCount++,
        _ => 0,
    };

    /// <summary>Takes over an event that was recorded, as <see cref="Apply"/> made it before a crash.</summary>
    public void Replay(OrderEventType type, long quantity, Price? price, decimal fees, string? brokerOrderId)
    {
        NextOrdinal(type);
        BrokerOrderId = brokerOrderId ?? BrokerOrderId;
        if (type is OrderEventType.Filled or OrderEventType.PartiallyFilled)
        {
            AddFill(quantity, price.GetValueOrDefault(), fees);
        }

        State = type switch
        {
            OrderEventType.Placed => FilledQuantity > 0 ? OrderState.PartiallyFilled : OrderState.Accepted,
            OrderEventType.PartiallyFilled => OrderState.PartiallyFilled,
            OrderEventType.Filled => OrderState.Filled,
            OrderEventType.Cancelled => OrderState.Cancelled,
            OrderEventType.Unknown => OrderState.Unknown,
            _ => OrderState.Failed,
        };
    }

    private static OrderState TargetOf(in OrderResult result) => result.Kind switch
    {
        OrderResultKind.Accepted => OrderState.Accepted,
        OrderResultKind.PartiallyFilled => OrderState.PartiallyFilled,
        OrderResultKind.Filled => OrderState.Filled,
        OrderResultKind.Cancelled => OrderState.Cancelled,
        OrderResultKind.Rejected => OrderState.Rejected,
        OrderResultKind.Failed => OrderState.Failed,
        _ => OrderState.Unknown,
    };

    private static OrderEventType? StateTypeOf(OrderState state) => state switch
    {
        OrderState.Accepted => OrderEventType.Placed,
        OrderState.Cancelled => OrderEventType.Cancelled,
        OrderState.Unknown => OrderEventType.Unknown,
        OrderState.Rejected or OrderState.Failed => OrderEventType.Failed,
        _ => null,
    };

    private readonly string? FindFault(in OrderResult result)
    {
        var quantity = result.Quantity;
        return result.Kind switch
        {
            OrderResultKind.None => "no outcome at all",
            OrderResultKind.Filled when quantity != _quantity => $"a fill of {quantity} for an order of {_quantity}",
            OrderResultKind.PartiallyFilled when quantity <= 0 || quantity >= _quantity =>
                $"a partial fill of {quantity} for an order of {_quantity}",
            OrderResultKind.Cancelled when quantity < 0 || quantity >= _quantity =>
                $"a cancelled rest after a fill of {quantity} for an order of {_quantity}",
            _ when quantity > 0 && !result.Price.IsPositive => $"a fill at {result.Price}",
            _ when quantity > 0 && quantity >= FilledQuantity && result.Fees < Fees =>
                $"fees of {result.Fees} in all, {Fees} are known",
            _ => result.Fees < 0 ? $"fees of {result.Fees}" : null,
        };
    }

    private OrderUpdate ApplyDoubt()
    {
        if (IsTerminal(State))
        {
            return new OrderUpdate(OrderUpdateKind.Late);
        }

        if (State == OrderState.Unknown)
        {
            return new OrderUpdate(OrderUpdateKind.Repeated);
        }

        Move(OrderState.Unknown);
        return new OrderUpdate(OrderUpdateKind.Applied, StateType: OrderEventType.Unknown);
    }

    private readonly OrderUpdate ApplyToTerminal(in OrderResult result)
    {
        var target = TargetOf(result);
        var isSame = target == State && result.Quantity == FilledQuantity;
        if (result.Quantity > FilledQuantity || (IsTerminal(target) && !isSame))
        {
            throw new OrderMoveException(
                _id, State, target, $"{FilledQuantity} of {_quantity} traded, and now {result.Quantity} are said to be");
        }

        return new OrderUpdate(isSame ? OrderUpdateKind.Repeated : OrderUpdateKind.Late);
    }

    /// <summary>Less is said to be traded than is known: an older answer, unless it claims to be the last.</summary>
    private readonly OrderUpdate ApplyStale(in OrderResult result)
    {
        var target = TargetOf(result);
        return IsTerminal(target)
            ? throw new OrderMoveException(
                _id, State, target, $"{result.Quantity} are said to be traded, {FilledQuantity} are known to be")
            : new OrderUpdate(OrderUpdateKind.Late);
    }

    private OrderUpdate ApplyNew(in OrderResult result)
    {
        var target = TargetOf(result);
        var quantity = result.Quantity - FilledQuantity;
        if (quantity == 0 && target == State)
        {
            return new OrderUpdate(OrderUpdateKind.Repeated);
        }

        if (!MayMove(State, target))
        {
            throw new OrderMoveException(_id, State, target);
        }

        var fill = quantity == 0 ? default : PriceOf(quantity, result);
        var stateType = StateTypeOf(target);
        if (quantity > 0)
        {
            AddFill(quantity, fill.Price, fill.Fees);
        }
        else if (State == OrderState.Unknown)
        {
            // It is known again, and that it rests is news even where nothing more was traded.
            stateType ??= OrderEventType.Placed;
        }

        State = target;
        BrokerOrderId = result.BrokerOrderId ?? BrokerOrderId;
        return new OrderUpdate(
            OrderUpdateKind.Applied,
            quantity,
            fill.Price,
            fill.Fees,
            target == OrderState.Filled ? OrderEventType.Filled : OrderEventType.PartiallyFilled,
            stateType);
    }

    /// <summary>
    /// The price of what is new: what the whole cost by the broker's average, minus what the known part cost.
    /// </summary>
    private readonly (Price Price, decimal Fees) PriceOf(long quantity, in OrderResult result)
    {
        var fees = result.Fees - Fees;
        if (FilledQuantity == 0)
        {
            return (result.Price, fees);
        }

        var cost = Money.Notional(result.Quantity, result.Price) - _notional;
        var price = Price.FromDecimalRounded(cost / quantity);
        return price.IsPositive
            ? (price, fees)
            : throw new OrderMoveException(
                _id,
                State,
                TargetOf(result),
                $"an average of {result.Price} for {result.Quantity} leaves {price} for the newest {quantity}");
    }

    private void AddFill(long quantity, Price price, decimal fees)
    {
        _notional += Money.Notional(quantity, price);
        FilledQuantity += quantity;
        Fees += fees;
    }
}
