namespace TradingEngine.Journal.Storage;

/// <summary>A segment's file as the directory and its header show it.</summary>
/// <param name="File">Its plain name.</param>
/// <param name="FirstSequence">What the name says.</param>
/// <param name="State">Whether the header can be used.</param>
/// <param name="Header">The header where it is valid.</param>
/// <param name="Bytes">The size of the file.</param>
internal sealed record CatalogSegment(
    string File, long FirstSequence, HeaderState State, FileHeader Header, long Bytes);
