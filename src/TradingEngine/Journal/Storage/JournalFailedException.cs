namespace TradingEngine.Journal.Storage;

/// <summary>The journal could not be written, and is not written any more.</summary>
internal sealed class JournalFailedException : IOException
{
    public JournalFailedException(string directory, string file, long durableSequence, Exception inner)
        : base(
            $"The journal in {directory} failed at {file}: {inner.Message} Records up to {durableSequence} are "
            + "durable, nothing is written any more. Free space on the disk or make it writable, then restart.",
            inner)
    {
        Directory = directory;
        File = file;
        DurableSequence = durableSequence;
    }

    public string Directory { get; }

    public string File { get; }

    /// <summary>The last record that is certain to be on disk.</summary>
    public long DurableSequence { get; }
}
