using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Simulation.Model;

/// <summary>What a journal says, read from its files alone.</summary>
internal sealed class JournalContent : IRecordVisitor
{
    private readonly HashSet<(UInt128 SignalKey, string? Trader)> _rejections = [];

    private bool _hasAllFiles = true;

    /// <summary>Nothing.</summary>
    public JournalContent()
    {
    }

    /// <summary>Orders that were announced or have an event.</summary>
    public HashSet<OrderId> Orders { get; } = [];

    public HashSet<OrderId> Intents { get; } = [];

    public HashSet<Guid> Events { get; } = [];

    /// <summary>Orders that a snapshot knows, whose events may be in files that are gone.</summary>
    public HashSet<OrderId> Summed { get; } = [];

    /// <summary>Reads a journal.</summary>
    /// <param name="files">The files.</param>
    /// <param name="hasAllFiles">Whether every record is still there; else the newest snapshot stands in.</param>
    public static JournalContent Read(MemoryJournalFiles files, bool hasAllFiles)
    {
        var content = new JournalContent { _hasAllFiles = hasAllFiles };
        JournalScan.Read(files, new JournalScanOptions { All = true }, content);
        return content;
    }

    /// <summary>Adds what another says.</summary>
    public void Add(JournalContent other)
    {
        Orders.UnionWith(other.Orders);
        Intents.UnionWith(other.Intents);
        Events.UnionWith(other.Events);
        Summed.UnionWith(other.Summed);
        _rejections.UnionWith(other._rejections);
    }

    /// <summary>Whether it is decided what becomes of a signal at a trader.</summary>
    public bool Knows(UInt128 signalKey, string trader) =>
        Orders.Contains(OrderIdentity.OrderIdOf(signalKey, trader)) || IsRejected(signalKey, trader);

    public bool IsRejected(UInt128 signalKey, string trader) =>
        _rejections.Contains((signalKey, null)) || _rejections.Contains((signalKey, trader));

    /// <summary>Whether an event is there, or may be in a file that is gone.</summary>
    public bool KnowsEvent(in OrderEvent orderEvent) =>
        Events.Contains(orderEvent.EventId) || Summed.Contains(orderEvent.OrderId);

    /// <summary>Whether all of another is in this one.</summary>
    public bool Covers(JournalContent other) =>
        Intents.IsSupersetOf(other.Intents) && Events.IsSupersetOf(other.Events)
        && _rejections.IsSupersetOf(other._rejections);

    public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload)
    {
        if (_hasAllFiles)
        {
            return;
        }

        var state = new JournalState(new PositionLedger(), signalCapacity: 1_000);
        SnapshotRecord.Read(payload, state);
        for (var i = 0; i < state.Targets.Count; i++)
        {
            var (signalKey, trader) = state.Targets[i];
            if (trader == RecentTargets.AllTraders)
            {
                _rejections.Add((signalKey, null));
            }
            else
            {
                Summed.Add(OrderIdentity.OrderIdOf(signalKey, state.Traders[trader]));
            }
        }

        Orders.UnionWith(Summed);
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
