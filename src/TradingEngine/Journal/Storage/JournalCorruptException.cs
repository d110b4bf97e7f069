namespace TradingEngine.Journal.Storage;

/// <summary>Records that were there are missing or damaged.</summary>
internal sealed class JournalCorruptException : IOException
{
    public JournalCorruptException(
        string directory, string file, long position, long expectedSequence, string found, string advice)
        : base($"{file} in {directory}, byte {position}: expected record {expectedSequence}, found {found}. {advice}")
    {
        Directory = directory;
        File = file;
        Position = position;
        ExpectedSequence = expectedSequence;
        Found = found;
    }

    public string Directory { get; }

    public string File { get; }

    /// <summary>Bytes from the start of the file.</summary>
    public long Position { get; }

    public long ExpectedSequence { get; }

    public string Found { get; }
}
