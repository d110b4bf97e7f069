using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Budgets;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Trading;

/// <summary>Everything that a trader works with from its start to its end.</summary>
internal sealed class ZerodhaDesk : IDisposable
{
    private readonly KiteBudgets _budgets;
    private readonly TraderContext _context;
    private readonly OrderUpdates? _updates;
    private readonly Upkeep _upkeep;
    private readonly ZerodhaMeter _meter;

    public ZerodhaDesk(
        ZerodhaOptions options,
        OrderMapper mapper,
        HttpMessageHandler? handler,
        TraderContext context)
    {
        _context = context;
        _budgets = new KiteBudgets(options, context.TimeProvider);
        Session = new KiteSession(
            new KiteSessionOptions { UserId = options.UserId ?? "", TokenFile = options.TokenFile ?? "" },
            context.TimeProvider);
        if (options.AccessToken is { } token)
        {
            Session.Set(token, options.UserId ?? "");
        }

        Client = new KiteClient(options.Client, Session, context.TimeProvider, handler, _budgets);
        Guard = new SessionGuard(Session, Client, options.UserId, context);
        Doubtful = new DoubtfulOrders(options.NotFoundWait + options.NotFoundWait, context.TimeProvider);
        var resting = new RestingOrders(Client, mapper, context, options.ModificationsMax);
        var outcomes = new OutcomeReader(options.TradesWait, options.NotFoundWait);
        Reader = new BookReader(Client, _budgets, resting, Doubtful, outcomes, options.NotFoundWait, context);
        _updates = options.HasOrderUpdates ? new OrderUpdates(options.Client, Session, Doubtful, context) : null;
        _meter = new ZerodhaMeter(context.Name, GetStatus);
        _upkeep = new Upkeep(options.PollInterval, Guard, Reader, resting, Doubtful, _updates, context);
    }

    public KiteSession Session { get; }

    public KiteClient Client { get; }

    public SessionGuard Guard { get; }

    public DoubtfulOrders Doubtful { get; }

    public BookReader Reader { get; }

    /// <summary>Looks for a login and begins to look after everything. A missing login is told, not thrown.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Guard.LookAsync(cancellationToken).ConfigureAwait(false);
        _upkeep.Start();
    }

    /// <summary>Ends what runs beside the calls.</summary>
    public async Task StopAsync()
    {
        await _upkeep.StopAsync().ConfigureAwait(false);
        if (_updates is not null)
        {
            await _updates.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What a placed order means: accepted, or refused where all of its slices were.</summary>
    public OrderResult Accept(OrderId id, KitePlacedOrder placed)
    {
        KiteChildError? refusal = null;
        var refusedCount = 0;
        foreach (var child in placed.Children)
        {
            if (child.Error is { } error)
            {
                refusal = error;
                refusedCount++;
            }
        }

        if (refusal is null)
        {
            return OrderResult.Accepted(placed.OrderId);
        }

        _context.Logger.SlicesRefused(id.ToString(), refusal.Message ?? "no reason");
        if (refusedCount == placed.Children.Count)
        {
            return OrderResult.Rejected(refusal.Message ?? "Its broker gave no reason", placed.OrderId);
        }

        // What the others become, and that these are missing, the order book tells.
        Doubtful.Add(id);
        return OrderResult.Accepted(placed.OrderId);
    }

    /// <summary>An order that may have reached the exchange: the order book is read until it tells.</summary>
    public OrderResult Doubt(OrderId id, KiteException exception)
    {
        Doubtful.Add(id);
        return OrderResult.Unknown(exception.Message);
    }

    /// <summary>Cancels what is open of an order, and has the order book read for what came of it.</summary>
    public async ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken)
    {
        var entry = await Reader.FindAsync(order.Order, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Order {order.Order.Id} is not in the order book, so there is nothing to cancel yet");
        var refusal = default(KiteException);
        foreach (var one in entry.Orders)
        {
            if (BookEntry.IsOver(one))
            {
                continue;
            }

            try
            {
                await Client.CancelOrderAsync(one.Variety, one.OrderId, one.ParentOrderId, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (KiteException exception)
            {
                refusal = exception;
            }
        }

        var evidence = await Reader.ReadAsync([order], cancellationToken).ConfigureAwait(false);
        var result = evidence[0].Result;
        return refusal is not null && result.Kind is OrderResultKind.Accepted or OrderResultKind.PartiallyFilled
            ? throw new InvalidOperationException(refusal.Message, refusal)
            : result;
    }

    /// <summary>Something changed at Kite: the order book is read soon.</summary>
    public void Hear() => _context.RequestReconciliation();

    /// <summary>What is going on. This method allocates.</summary>
    public ZerodhaStatus GetStatus() => new(
        Guard.Impediment,
        _updates?.IsConnected ?? false,
        _updates?.Count ?? 0,
        Reader.Count,
        Doubtful.Count,
        _budgets.GetStatus());

    public void Dispose()
    {
        _meter.Dispose();
        _upkeep.Dispose();
        _updates?.Dispose();
        Guard.Dispose();
        Reader.Dispose();
        Client.Dispose();
        Session.Dispose();
    }
}
