using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Simulation.Model;

/// <summary>What a journal says, read from its files alone.</summary>
internal sealed class JournalContent : IRecordVisitor
{
    private readonly HashSet<(UInt128 SignalKey, string? Trader)> _rejections = [];

    private JournalContent()
    {
    }

    /// <summary>Orders that were announced or have an event.</summary>
    public HashSet<OrderId> Orders { get; } = [];

    public HashSet<OrderId> Intents { get; } = [];

    public HashSet<Guid> Events { get; } = [];

    public static JournalContent Read(MemoryJournalFiles files)
    {
        var content = new JournalContent();
        JournalScan.Read(files, new JournalScanOptions { All = true }, content);
        return content;
    }

    /// <summary>Whether it is decided what becomes of a signal at a trader.</summary>
    public bool Knows(UInt128 signalKey, string trader) =>
        Orders.Contains(OrderIdentity.OrderIdOf(signalKey, trader)) || IsRejected(signalKey, trader);

    public bool IsRejected(UInt128 signalKey, string trader) =>
        _rejections.Contains((signalKey, null)) || _rejections.Contains((signalKey, trader));

    /// <summary>Whether all of another is in this one.</summary>
    public bool Covers(JournalContent other) =>
        Intents.IsSupersetOf(other.Intents) && Events.IsSupersetOf(other.Events)
        && _rejections.IsSupersetOf(other._rejections);

    public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload)
    {
    }

    public long FromSequence(long snapshotSequence) => 1;

    public void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position)
    {
        switch ((RecordType)type)
        {
            case RecordType.Intent:
                var intent = OrderRecords.ReadIntent(payload).Order.Id;
                Intents.Add(intent);
                Orders.Add(intent);
                break;
            case RecordType.Event:
                var orderEvent = OrderRecords.ReadEvent(payload);
                Events.Add(orderEvent.EventId);
                Orders.Add(orderEvent.OrderId);
                break;
            case RecordType.Rejection:
                var rejection = OrderRecords.ReadRejection(payload);
                _rejections.Add((rejection.SignalKey, rejection.Trader));
                break;
        }
    }
}
