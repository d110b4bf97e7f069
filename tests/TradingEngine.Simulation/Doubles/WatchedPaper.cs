using TradingEngine.Orders;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Simulation.Doubles;

/// <summary>The paper trader, watched.</summary>
internal sealed class WatchedPaper(Life life) : IInlineTrader
{
    private readonly PaperTrader _inner = new();

    public string ExecutionMode => _inner.ExecutionMode;

    public OrderResult Execute(in Order order)
    {
        life.Witness.OnExecute(order, Life.Paper, isLive: false);
        return _inner.Execute(order);
    }
}
