using System.Collections.Concurrent;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Traders.Shadow;

/// <summary>
/// Does with an order what its original would, short of sending it: asks the original whether it would refuse the order
/// (<see cref="ITrader.CheckAsync"/>), and if not, fills it as a model does.
/// </summary>
/// <remarks>
/// Has lanes of its own, as its original has: what the original does when it is asked delays nobody. With a delay the order
/// is open for that long, as it would be on its way, and fills at the price that stands then: the difference to the price
/// of the signal is what the way costs. The shadow of an inline trader is inline, and is its model alone.
/// </remarks>
public sealed class ShadowTrader : ITrader
{
    /// <summary>The <c>execution_mode</c> of shadows on the wire.</summary>
    public const string ModeName = "shadow";

    private readonly ITrader _original;
    private readonly IInlineTrader _model;
    private readonly TimeSpan _delay;
    private readonly ConcurrentDictionary<OrderId, ITimer> _underWay = [];
    private TraderContext? _context;

    private ShadowTrader(ITrader original, IInlineTrader model, TimeSpan delay)
    {
        _original = original;
        _model = model;
        _delay = delay;
    }

    /// <inheritdoc/>
    public string ExecutionMode => ModeName;

    /// <inheritdoc/>
    public OrderDurability Durability => OrderDurability.WriteBehind;

    /// <summary>Makes the shadow of a trader.</summary>
    /// <param name="original">
    /// The trader; nothing but <see cref="ITrader.CheckAsync"/> and <see cref="ITrader.CheckTerms"/> of it is called.
    /// </param>
    /// <param name="model">How orders fill; null for <see cref="PaperTrader"/> with its defaults.</param>
    /// <param name="delay">How long an order is on its way, zero or more; not for the shadow of an inline trader.</param>
    public static ITrader Of(ITrader original, IInlineTrader? model = null, TimeSpan delay = default)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        model ??= new PaperTrader();
        return original is IInlineTrader ? new InlineShadow(original, model) : new ShadowTrader(original, model, delay);
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken)
    {
        _context = context;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        var refusal = await _original.CheckAsync(order, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return OrderResult.Failed(refusal);
        }

        if (_delay == TimeSpan.Zero || _context is not { } context)
        {
            return _model.Execute(order);
        }

        // Kept before it begins to run, so that its end finds it.
        var timer = context.TimeProvider.CreateTimer(
            _ => Arrive(order.Id), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _underWay[order.Id] = timer;
        timer.Change(_delay, Timeout.InfiniteTimeSpan);
        return OrderResult.Accepted();
    }

    /// <inheritdoc/>
    public ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        Take(order.Order.Id);
        return new(OrderResult.Cancelled());
    }

    /// <inheritdoc/>
    /// <remarks>What is not under way any more has arrived: also what was under way when the engine ended.</remarks>
    public ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var evidence = new List<OrderEvidence>();
        foreach (var one in orders)
        {
            var order = one.Order;
            if (!_underWay.ContainsKey(order.Id))
            {
                var price = _context?.LastPrice(order.InstrumentToken) ?? order.LastPrice;
                evidence.Add(new OrderEvidence(order.Id, Arrived(_model.Execute(order with { LastPrice = price }))));
            }
        }

        return new(evidence);
    }

    /// <inheritdoc/>
    public ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _underWay.Keys)
        {
            Take(id);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> CheckTerms(string terms) => _original.CheckTerms(terms);

    /// <summary>What is on its way cannot fail to leave: then it was refused on its arrival.</summary>
    private static OrderResult Arrived(OrderResult result) => result.Kind == OrderResultKind.Failed
        ? OrderResult.Rejected(result.Message ?? "Refused")
        : result;

    private void Arrive(OrderId id)
    {
        Take(id);
        _context!.RequestReconciliation();
    }

    private void Take(OrderId id)
    {
        if (_underWay.TryRemove(id, out var timer))
        {
            timer.Dispose();
        }
    }

    private sealed class InlineShadow(ITrader original, IInlineTrader model) : IInlineTrader
    {
        public string ExecutionMode => ModeName;

        public OrderResult Execute(in Order order) => model.Execute(order);

        public IReadOnlyList<string> CheckTerms(string terms) => original.CheckTerms(terms);
    }
}
