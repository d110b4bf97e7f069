using TradingEngine.Journal.Storage;
using TradingEngine.Model;

namespace TradingEngine.Journal;

/// <summary>What a start found in the journal.</summary>
/// <param name="State">The fold of all of it.</param>
/// <param name="Scan">What was read and repaired.</param>
/// <param name="Unacknowledged">The events that the sinks may not have, in their order.</param>
/// <param name="Overflows">Fills that do not fit their positions.</param>
internal sealed record class RecoveredState(
    JournalState State,
    JournalScan Scan,
    IReadOnlyList<(long Sequence, OrderEvent Event)> Unacknowledged,
    int Overflows);
