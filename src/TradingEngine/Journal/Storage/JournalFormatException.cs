namespace TradingEngine.Journal.Storage;

/// <summary>A file of the journal is whole, but this version cannot read it.</summary>
internal sealed class JournalFormatException : IOException
{
    public JournalFormatException(string directory, string file, string message)
        : base($"{file} in {directory}, byte 8: {message}")
    {
        Directory = directory;
        File = file;
    }

    public string Directory { get; }

    public string File { get; }
}
