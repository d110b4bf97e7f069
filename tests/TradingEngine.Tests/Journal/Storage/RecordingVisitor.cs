using TradingEngine.Journal.Storage;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>Keeps what a scan gives it.</summary>
internal sealed class RecordingVisitor(long? from = null) : IRecordVisitor
{
    public List<(long Sequence, byte Type, byte[] Payload)> Records { get; } = [];

    public List<RecordPosition> Positions { get; } = [];

    public (long Sequence, byte[] Payload)? Snapshot { get; private set; }

    public IEnumerable<long> Sequences => Records.Select(record => record.Sequence);

    public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload) => Snapshot = (sequence, payload.ToArray());

    public long FromSequence(long snapshotSequence) => from ?? snapshotSequence + 1;

    public void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position)
    {
        Records.Add((sequence, type, payload.ToArray()));
        Positions.Add(position);
    }
}
