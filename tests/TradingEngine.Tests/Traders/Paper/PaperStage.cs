using TradingEngine.Model;
using TradingEngine.TestKit.Conformance;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Traders.Paper;

/// <summary>The paper trader is its own counterparty; it refuses an order that brings no price.</summary>
public sealed class PaperStage : ITraderStage
{
    public TraderFeatures Features => TraderFeatures.CanReject;

    public Price? LastPrice { get; private set; }

    public ITrader CreateTrader() => new PaperTrader();

    public void Script(StageAct act) => LastPrice = act == StageAct.Reject ? null : Price.Parse("101.35");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
