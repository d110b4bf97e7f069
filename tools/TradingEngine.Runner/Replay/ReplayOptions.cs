using TradingEngine.Markets;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Replay;

/// <summary>What to replay and how.</summary>
/// <param name="Folder">The recorded day.</param>
/// <param name="Calendar">When the market is open.</param>
/// <param name="Topology">On which threads the stages run.</param>
/// <param name="Paper">How the paper trader fills.</param>
/// <param name="OutFolder">Where the results go; null for nowhere.</param>
internal sealed record class ReplayOptions(
    string Folder, MarketCalendar Calendar, Topology Topology, PaperTraderOptions Paper, string? OutFolder);
