using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>What one trader is doing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExecutionMode">How it trades.</param>
/// <param name="State">Whether it takes orders.</param>
/// <param name="PendingCount">Orders that wait in its lanes or are being executed.</param>
/// <param name="UnknownCount">Orders whose outcome was not known when the engine stopped.</param>
/// <param name="EventCounts">Events of its orders by type.</param>
public sealed record class TraderStatus(
    string Name,
    string ExecutionMode,
    TraderState State,
    int PendingCount,
    long UnknownCount,
    IReadOnlyDictionary<OrderEventType, long> EventCounts);
