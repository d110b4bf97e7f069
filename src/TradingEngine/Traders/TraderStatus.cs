using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>What one trader is doing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExecutionMode">How it trades.</param>
/// <param name="State">Whether it takes orders.</param>
/// <param name="PendingCount">Orders that wait in its lanes or are being executed.</param>
/// <param name="OpenCount">Orders that are not terminal, those that are pending or unknown included.</param>
/// <param name="UnknownCount">Orders whose outcome is not known now.</param>
/// <param name="RepeatedCount">Answers that said what was known already.</param>
/// <param name="LateCount">Answers that newer ones had overtaken, or about orders that are over.</param>
/// <param name="Impediment">Why it takes no orders now, null where it does.</param>
/// <param name="EventCounts">Events of its orders by type.</param>
public sealed record class TraderStatus(
    string Name,
    string ExecutionMode,
    TraderState State,
    int PendingCount,
    int OpenCount,
    int UnknownCount,
    long RepeatedCount,
    long LateCount,
    string? Impediment,
    IReadOnlyDictionary<OrderEventType, long> EventCounts);
