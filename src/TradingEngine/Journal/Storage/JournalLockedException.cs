namespace TradingEngine.Journal.Storage;

/// <summary>Somebody else has the journal's directory.</summary>
internal sealed class JournalLockedException : IOException
{
    public JournalLockedException(string directory, int? processId, Exception? inner)
        : base(MessageFor(directory, processId), inner)
    {
        Directory = directory;
        ProcessId = processId;
    }

    public string Directory { get; }

    /// <summary>Who holds it, null where that is not known.</summary>
    public int? ProcessId { get; }

    private static string MessageFor(string directory, int? processId)
    {
        var holder = processId is { } id ? $"process {id}" : "another process";
        return $"The journal in {directory} is in use by {holder}. "
            + "Stop that engine first, or give this one a directory of its own.";
    }
}
