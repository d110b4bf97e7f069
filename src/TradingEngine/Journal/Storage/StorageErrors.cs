namespace TradingEngine.Journal.Storage;

/// <summary>The texts that more than one place needs.</summary>
internal static class StorageErrors
{
    public const string RestoreAdvice =
        "Copy the directory, then restore the file from a backup, or start from the last snapshot (FromLastSnapshot), "
        + "which gives up the records after it.";

    public const string NoSnapshotAdvice =
        "There is no readable snapshot to start from. Copy the directory, then restore the file from a backup, or "
        + "start with an empty directory.";

    public static UnauthorizedAccessException AccessDenied(string directory, UnauthorizedAccessException inner) => new(
        $"The user {Environment.UserName} may not use the journal in {directory}: {inner.Message} Give this user the "
        + "right to read and write that directory and all files in it.",
        inner);

    /// <summary>Tells of a directory that cannot be made, or whose files cannot be.</summary>
    public static IOException Unusable(string directory, IOException inner) => new(
        $"The journal cannot be kept in {directory}: {inner.Message.TrimEnd('.')}. Make that a directory which can be "
        + "written and has free space, or name another one.",
        inner);

    /// <summary>Refuses a file that another version, or another kind of machine, has written.</summary>
    public static void ThrowIfUnreadable(string directory, string file, HeaderState state)
    {
        if (state == HeaderState.OtherByteOrder)
        {
            throw new JournalFormatException(
                directory,
                file,
                "written by a machine of the other byte order. Values are little-endian always; convert the file, or "
                + "write the journal anew with TradingEngine.");
        }

        if (state == HeaderState.NewerVersion)
        {
            throw new JournalFormatException(
                directory,
                file,
                $"written in a newer version of the format than {FileHeader.Version}. Use a newer TradingEngine.");
        }
    }

    /// <summary>What is wrong with a header, after "found".</summary>
    public static string Describe(HeaderState state) => state switch
    {
        HeaderState.Incomplete => $"an incomplete header, less than {FileHeader.SizeBytes} bytes",
        HeaderState.Foreign => "a file that is not a journal's",
        HeaderState.Damaged => "a header whose checksum is wrong",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a damage."),
    };
}
