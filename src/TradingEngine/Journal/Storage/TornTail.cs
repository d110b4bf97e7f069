namespace TradingEngine.Journal.Storage;

/// <summary>Bytes at the journal's end that a crash left unfinished; no record of them was ever durable.</summary>
/// <param name="File">The last segment.</param>
/// <param name="Position">Where they begin; 0 where the file is torn as a whole and has no records.</param>
/// <param name="Bytes">How many there are.</param>
internal sealed record TornTail(string File, long Position, long Bytes);
