using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite;

/// <summary>The WebSockets of a server.</summary>
public sealed class LocalSockets : ITicksAndFrames
{
    void ITicksAndFrames.OnTicks(IReadOnlyList<Market> markets)
    {
    }

    void ITicksAndFrames.OnOrder(LocalOrder order)
    {
    }
}
