namespace TradingEngine.Journal.Storage;

/// <summary>A directory of the real file system.</summary>
internal sealed class DirectoryFiles : IJournalFiles
{
    /// <summary>Opens the directory, and creates it with its parents where it is missing.</summary>
    /// <exception cref="UnauthorizedAccessException">The user has not the rights; the message says which.</exception>
    /// <exception cref="IOException">There can be no such directory; the message says what to do.</exception>
    public DirectoryFiles(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Name = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Name);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw StorageErrors.AccessDenied(Name, exception);
        }
        catch (IOException exception)
        {
            throw StorageErrors.Unusable(Name, exception);
        }
    }

    public string Name { get; }

    public IReadOnlyList<string> List()
    {
        var names = Directory.GetFiles(Name);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Path.GetFileName(names[i]);
        }

        return names;
    }

    public IJournalFile Create(string name) => new DirectoryFile(PathOf(name), FileMode.CreateNew);

    public IJournalFile OpenForAppend(string name) => new DirectoryFile(PathOf(name), FileMode.Open);

    // The journal's reader has a buffer of its own.
    public Stream OpenRead(string name) => new FileStream(
        PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    public void Rename(string from, string to) => File.Move(PathOf(from), PathOf(to), overwrite: true);

    public void Delete(string name) => File.Delete(PathOf(name));

    public void SyncDirectory() => FileSync.SyncDirectory(Name);

    public IDisposable Lock() => new DirectoryLock(Name);

    private string PathOf(string name) => Path.Combine(Name, name);
}
