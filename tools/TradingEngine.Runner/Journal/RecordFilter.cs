using TradingEngine.Journal;
using TradingEngine.Model;

namespace TradingEngine.Runner.Journal;

/// <summary>Which records are wanted; null is any.</summary>
/// <param name="From">The first sequence.</param>
/// <param name="Type">The type.</param>
/// <param name="OrderId">The order.</param>
/// <param name="SignalKey">The key of the signal.</param>
internal sealed record class RecordFilter(long From, RecordType? Type, OrderId? OrderId, UInt128? SignalKey)
{
    public bool Allows(JournalRecord record) =>
        record.Sequence >= From
        && (Type is null || record.Type == Type)
        && (OrderId is null || record.OrderId == OrderId)
        && (SignalKey is null || record.SignalKey == SignalKey);
}
