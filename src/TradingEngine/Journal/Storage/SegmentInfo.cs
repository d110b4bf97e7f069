namespace TradingEngine.Journal.Storage;

/// <summary>One file of records.</summary>
/// <param name="File">Its plain name.</param>
/// <param name="FirstSequence">The first record in it, or the one that will be.</param>
/// <param name="LastSequence">The last record in it, the one before the first where it has none.</param>
/// <param name="CreatedTicks">When it was begun, in UTC ticks of 100 ns.</param>
/// <param name="Bytes">The size of the file.</param>
internal sealed record SegmentInfo(string File, long FirstSequence, long LastSequence, long CreatedTicks, long Bytes);
