using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite;

/// <summary>Who is told what happens at the exchange, in order and under its lock: it must not wait.</summary>
internal interface ITicksAndFrames
{
    /// <summary>Prices moved.</summary>
    void OnTicks(IReadOnlyList<Market> markets);

    /// <summary>An order changed; its status may be UPDATE.</summary>
    void OnOrder(LocalOrder order);
}
