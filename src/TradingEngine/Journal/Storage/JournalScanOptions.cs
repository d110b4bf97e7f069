namespace TradingEngine.Journal.Storage;

/// <summary>How a journal is read.</summary>
internal sealed class JournalScanOptions
{
    /// <summary>
    /// Whether to cut off a torn tail, remove what a crash left half-written, and put damaged files aside; else nothing
    /// is changed. A repair needs the directory's lock.
    /// </summary>
    /// <value>The default is false.</value>
    public bool Repair { get; init; }

    /// <summary>
    /// Whether to go back to the last snapshot where records are damaged, which gives up all records after it.
    /// </summary>
    /// <value>The default is false: damage is an exception.</value>
    public bool FromLastSnapshot { get; init; }

    /// <summary>
    /// Whether to read every segment and every snapshot there is, and give every record, whatever the visitor asks for.
    /// </summary>
    /// <value>The default is false.</value>
    public bool All { get; init; }
}
