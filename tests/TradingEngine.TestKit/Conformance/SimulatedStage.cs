using TradingEngine.Model;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Conformance;

/// <summary>A <see cref="SimulatedBroker"/> with a <see cref="FaultTrader"/>: a stage that offers everything.</summary>
public class SimulatedStage : ITraderStage
{
    private FaultTrader? _trader;

    /// <summary>The counterparty.</summary>
    public SimulatedBroker Broker { get; } = new();

    /// <inheritdoc/>
    public virtual TraderFeatures Features => TraderFeatures.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> Secrets { get; } = ["an-api-key-that-nobody-may-see"];

    /// <inheritdoc/>
    public IReadOnlyList<ReceivedOrder> Received =>
    [
        .. Broker.Orders.SelectMany(order => Enumerable.Repeat(
            new ReceivedOrder(
                order.Tag,
                order.Order.Side,
                order.Order.Quantity,
                order.FilledQuantity,
                order.State == BrokerOrderState.Open),
            order.ReceiptCount)),
    ];

    private FaultTrader Trader =>
        _trader ?? throw new InvalidOperationException($"There is no trader yet: call {nameof(CreateTrader)}.");

    /// <inheritdoc/>
    public virtual ITrader CreateTrader() => _trader = new FaultTrader(Broker) { LooksBeforeSending = true };

    /// <inheritdoc/>
    public void Script(StageAct act)
    {
        Trader.Executions.Script(act == StageAct.LoseAnswer ? ExecuteFault.LoseAnswer : ExecuteFault.None);
        Broker.Script(act switch
        {
            StageAct.Rest => BrokerBehavior.Rests,
            StageAct.FillInPart => BrokerBehavior.FillsInParts,
            StageAct.Reject => BrokerBehavior.Rejects,
            _ => BrokerBehavior.Fills,
        });
    }

    /// <inheritdoc/>
    public void Fill(string tag, long quantity, Price price) => Broker.Fill(tag, quantity, price);

    /// <inheritdoc/>
    public void SetDown(bool isDown) => Broker.IsDown = isDown;

    /// <inheritdoc/>
    public void AddForeignOrder() => Trader.Reconciliations.Script(ReconcileFault.AddForeign);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
