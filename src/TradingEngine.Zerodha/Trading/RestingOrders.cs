using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Does what the terms say about market orders whose rest stays open at its protection price. Each step is told to a
/// person; what comes of it is read from the order book like everything else.
/// </summary>
/// <remarks>
/// Called by one pass after the other; <see cref="IsDue"/> by any thread. Steps are not remembered over a restart: an order then
/// waits its time again and is moved again from the first step.
/// </remarks>
internal sealed class RestingOrders
{
    private readonly Dictionary<OrderId, Rest> _rests = [];
    private readonly Lock _gate = new();
    private readonly KiteClient _client;
    private readonly OrderMapper _mapper;
    private readonly TraderContext _context;
    private readonly int _modificationsMax;

    public RestingOrders(KiteClient client, OrderMapper mapper, TraderContext context, int modificationsMax)
    {
        _client = client;
        _mapper = mapper;
        _context = context;
        _modificationsMax = modificationsMax;
    }

    /// <summary>Whether an order has rested long enough for the next step.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var rest in _rests.Values)
            {
                if (rest.DueAt <= now)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Takes the next step with an order, where it is due.</summary>
    public async Task StepAsync(
        OrderSnapshot order, BookEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var terms = _mapper.TermsOf(order.Order);
        if (terms.Pricing != OrderPricing.Market || !TryTakeStep(order, terms, now, out var step))
        {
            return;
        }

        var rest = $"Order {order.Order.Id} ({order.Order.Side} {order.Order.Quantity} of {order.Order.InstrumentToken}) " +
            $"of trader '{_context.Name}' rests at its broker as {entry.Id} with {entry.FilledQuantity} traded";
        if (terms.Resting == RestingPolicy.Leave)
        {
            Tell($"{rest}; it stays");
            return;
        }

        var price = terms.Resting == RestingPolicy.Reprice && step <= Math.Min(terms.RepriceStepCount, _modificationsMax)
            ? PriceOf(order.Order, terms, step)
            : null;
        foreach (var one in entry.Orders)
        {
            if (!BookEntry.IsOver(one))
            {
                await ActAsync(one, price, rest, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Forgets an order that is over.</summary>
    public void Forget(OrderId id)
    {
        lock (_gate)
        {
            _rests.Remove(id);
        }
    }

    /// <summary>Forgets orders that were sent before a time and ended without a word here.</summary>
    public void ForgetBefore(DateTimeOffset time)
    {
        lock (_gate)
        {
            foreach (var (id, rest) in _rests)
            {
                if (rest.SentAt < time)
                {
                    // Removing the current entry does not end the enumeration of a dictionary.
                    _rests.Remove(id);
                }
            }
        }
    }

    /// <summary>The worst price of a step, on the tick that is nearer to the last price; null where it is not known.</summary>
    internal static Price? PriceOf(in Order order, OrderTerms terms, int step)
    {
        const decimal percent = 100;
        if (order.LastPrice is not { } last || order.Instrument is not { IsTradable: true } instrument)
        {
            return null;
        }

        var part = terms.RepricePercentMax / percent * step / terms.RepriceStepCount;
        var isBuy = order.Side == Side.Buy;
        var raw = Price.FromDecimalRounded(last.ToDecimal() * (isBuy ? 1 + part : 1 - part)).Raw;
        var tick = instrument.TickSize.Raw;
        var ticks = isBuy ? raw / tick : (raw + tick - 1) / tick;
        return ticks > 0 ? Price.FromRaw(ticks * tick) : null;
    }

    private async Task ActAsync(KiteOrder order, Price? price, string rest, CancellationToken cancellationToken)
    {
        var what = price is { } limit ? $"its price becomes {limit}" : "its rest is cancelled";
        try
        {
            if (price is { } newPrice)
            {
                var modification = new KiteModification
                {
                    OrderType = KiteOrderType.Limit,
                    Price = newPrice.ToDecimal(),
                };
                await _client
                    .ModifyOrderAsync(order.Variety, order.OrderId, modification, cancellationToken)
                    .ConfigureAwait(false);
            }
            else
            {
                await _client
                    .CancelOrderAsync(order.Variety, order.OrderId, order.ParentOrderId, cancellationToken)
                    .ConfigureAwait(false);
            }

            Tell($"{rest}; {what}");
        }
        catch (KiteException exception)
        {
            // What came of it, the order book tells; the next step comes after the same time.
            Tell($"{rest}; {what}, which its broker did not confirm: {exception.Message}");
        }
    }

    private bool TryTakeStep(OrderSnapshot order, OrderTerms terms, DateTimeOffset now, out int step)
    {
        lock (_gate)
        {
            var id = order.Order.Id;
            if (!_rests.TryGetValue(id, out var rest))
            {
                rest = new Rest(0, order.SentAt, order.SentAt + terms.RestingTimeout);
                _rests.Add(id, rest);
            }

            step = rest.Step + 1;
            if (rest.DueAt > now)
            {
                return false;
            }

            var next = terms.Resting == RestingPolicy.Leave ? DateTimeOffset.MaxValue : now + terms.RestingTimeout;
            _rests[id] = new Rest(step, order.SentAt, next);
            return true;
        }
    }

    private void Tell(string message) => _context.Alert(AlertKind.OrderResting, AlertSeverity.Warning, message);

    private readonly record struct Rest(int Step, DateTimeOffset SentAt, DateTimeOffset DueAt);
}
