namespace TradingEngine.Journal.Storage;

/// <summary>The directory of a journal, as little of a file system as the journal needs.</summary>
/// <remarks>
/// A simulation puts its own in place of <see cref="DirectoryFiles"/>. All members may be called from several threads
/// at once. Failures are an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.
/// </remarks>
internal interface IJournalFiles
{
    /// <summary>What messages call the directory: its path.</summary>
    string Name { get; }

    /// <summary>The plain names of all files, in no particular order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file and opens it.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    IJournalFile Create(string name);

    /// <summary>Opens a file in order to write behind its end.</summary>
    IJournalFile OpenForAppend(string name);

    /// <summary>Opens a file from its start; others may write to it meanwhile.</summary>
    Stream OpenRead(string name);

    /// <summary>Gives a file another name, in one step; what had that name before is replaced.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file; one that is gone already is no error.</summary>
    void Delete(string name);

    /// <summary>Makes creations, renames and deletions durable; they are so on return.</summary>
    void SyncDirectory();

    /// <summary>Takes the directory for one journal until the result is disposed of.</summary>
    /// <exception cref="JournalLockedException">Somebody has it, in this process or another.</exception>
    IDisposable Lock();
}
