namespace TradingEngine.Journal.Storage;

/// <summary>Where a record stands.</summary>
/// <param name="File">The segment's file name.</param>
/// <param name="Offset">Bytes from the start of the file to the record's first.</param>
internal readonly record struct RecordPosition(string File, long Offset);
