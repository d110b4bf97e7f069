namespace TradingEngine.Journal.Storage;

/// <summary>The first failure of the disk, which ends all writing.</summary>
/// <remarks>Any thread may set it; the first wins. <see cref="Cause"/> is a volatile read.</remarks>
internal sealed class DiskFailure
{
    private FailedAt? _failedAt;

    /// <summary>What the disk failed with, null while it has not.</summary>
    public Exception? Cause => Volatile.Read(ref _failedAt)?.Cause;

    /// <summary>Keeps the failure where it is the first.</summary>
    public void Set(string file, Exception cause) =>
        Interlocked.CompareExchange(ref _failedAt, new FailedAt(file, cause), null);

    /// <summary>Tells of the first failure; null while there is none.</summary>
    public JournalFailedException? ToException(string directory, long durableSequence) =>
        Volatile.Read(ref _failedAt) is { } first
            ? new JournalFailedException(directory, first.File, durableSequence, first.Cause)
            : null;

    private sealed record FailedAt(string File, Exception Cause);
}
