using TradingEngine.Orders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Traders.Shadow;

/// <summary>
/// Does with an order what its original would, short of sending it: asks the original whether it would refuse the order
/// (<see cref="ITrader.CheckAsync"/>), and if not, fills it as a model does.
/// </summary>
/// <remarks>
/// Has lanes of its own, as its original has: what the original does when it is asked delays nobody. The shadow of an
/// inline trader is inline, and is its model alone.
/// </remarks>
public sealed class ShadowTrader : ITrader
{
    /// <summary>The <c>execution_mode</c> of shadows on the wire.</summary>
    public const string ModeName = "shadow";

    private readonly ITrader _original;
    private readonly IInlineTrader _model;

    private ShadowTrader(ITrader original, IInlineTrader model)
    {
        _original = original;
        _model = model;
    }

    /// <inheritdoc/>
    public string ExecutionMode => ModeName;

    /// <inheritdoc/>
    public OrderDurability Durability => OrderDurability.WriteBehind;

    /// <summary>Makes the shadow of a trader.</summary>
    /// <param name="original">The trader; nothing but <see cref="ITrader.CheckAsync"/> and <see
    /// cref="ITrader.CheckTerms"/> of it is called.</param>
    /// <param name="model">How orders fill; null for <see cref="PaperTrader"/> with its defaults.</param>
    public static ITrader Of(ITrader original, IInlineTrader? model = null)
    {
        ArgumentNullException.ThrowIfNull(original);
        model ??= new PaperTrader();
        return original is IInlineTrader ? new InlineShadow(original, model) : new ShadowTrader(original, model);
    }

    /// <inheritdoc/>
    public async ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        var refusal = await _original.CheckAsync(order, cancellationToken).ConfigureAwait(false);
        return refusal is null ? _model.Execute(order) : OrderResult.Failed(refusal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> CheckTerms(string terms) => _original.CheckTerms(terms);

    private sealed class InlineShadow(ITrader original, IInlineTrader model) : IInlineTrader
    {
        public string ExecutionMode => ModeName;

        public OrderResult Execute(in Order order) => model.Execute(order);

        public IReadOnlyList<string> CheckTerms(string terms) => original.CheckTerms(terms);
    }
}
