namespace TradingEngine.Journal.Storage;

/// <summary>Takes what a scan finds; spans are valid during the call only.</summary>
internal interface IRecordVisitor
{
    /// <summary>The newest readable snapshot, before everything else; not called where there is none.</summary>
    /// <param name="sequence">The last record that the snapshot covers.</param>
    /// <param name="payload">The bytes that were given to <see cref="JournalLog.WriteSnapshot"/>.</param>
    void OnSnapshot(long sequence, ReadOnlySpan<byte> payload);

    /// <summary>
    /// The first record that is wanted, at most the one after the snapshot. Records from before the snapshot are given
    /// as far as the segments still hold them.
    /// </summary>
    /// <param name="snapshotSequence">The last record that the snapshot covers, 0 without one.</param>
    long FromSequence(long snapshotSequence);

    /// <summary>One record, in order.</summary>
    void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position);
}
