using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Conformance;

/// <summary>
/// A trader's counterparty under the control of a test: a simulated broker, a server on this machine. Each contract
/// gets a new one. What the features do not offer need not be implemented.
/// </summary>
public interface ITraderStage : IAsyncDisposable
{
    /// <summary>What is offered here.</summary>
    TraderFeatures Features { get; }

    /// <summary>
    /// The last price that the next order brings, null for none. <value>The default is 100.</value>
    /// </summary>
    Price? LastPrice => Price.FromDecimal(100);

    /// <summary>
    /// What the orders are for: the tokens 1 to 100. <value>The default is nothing that is listed.</value>
    /// </summary>
    InstrumentRegistry Instruments => InstrumentRegistry.Empty;

    /// <summary>
    /// The orders that came, in the order in which they came; an order that came twice is there twice. Those of others
    /// are not. With <see cref="TraderFeatures.ShowsOrders"/>.
    /// </summary>
    IReadOnlyList<ReceivedOrder> Received => throw NotOffered(nameof(Received));

    /// <summary>What must never be told. With <see cref="TraderFeatures.HasSecrets"/>.</summary>
    IReadOnlyList<string> Secrets => throw NotOffered(nameof(Secrets));

    /// <summary>
    /// A new trader for the same account. The last one is shut down or has died; its orders are still there.
    /// </summary>
    ITrader CreateTrader();

    /// <summary>Says what happens to the next order; once for each order, in their order.</summary>
    void Script(StageAct act);

    /// <summary>
    /// Trades a part of an open order, or all that is open of it; the trader is not told. With
    /// <see cref="TraderFeatures.CanRest"/> or <see cref="TraderFeatures.CanPartiallyFill"/>.
    /// </summary>
    void Fill(string tag, long quantity, Price price) => throw NotOffered(nameof(Fill));

    /// <summary>Takes the counterparty out of reach, or back. With <see cref="TraderFeatures.CanBeDown"/>.</summary>
    void SetDown(bool isDown) => throw NotOffered(nameof(SetDown));

    /// <summary>
    /// Lets someone else place an order in the same account. With <see cref="TraderFeatures.CanReconcile"/>.
    /// </summary>
    void AddForeignOrder() => throw NotOffered(nameof(AddForeignOrder));

    private static NotSupportedException NotOffered(string member) =>
        new($"The stage's features need {member}, and it does not implement it.");
}
