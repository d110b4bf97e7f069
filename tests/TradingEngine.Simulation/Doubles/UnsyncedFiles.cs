using TradingEngine.Journal.Storage;

namespace TradingEngine.Simulation.Doubles;

/// <summary>A directory whose files are never synced, and which says that they are.</summary>
internal sealed class UnsyncedFiles(IJournalFiles inner) : IJournalFiles
{
    public string Name => inner.Name;

    public IReadOnlyList<string> List() => inner.List();

    public IJournalFile Create(string name) => new UnsyncedFile(inner.Create(name));

    public IJournalFile OpenForAppend(string name) => new UnsyncedFile(inner.OpenForAppend(name));

    public Stream OpenRead(string name) => inner.OpenRead(name);

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string name) => inner.Delete(name);

    public void SyncDirectory() => inner.SyncDirectory();

    public IDisposable Lock() => inner.Lock();

    private sealed class UnsyncedFile(IJournalFile file) : IJournalFile
    {
        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> bytes) => file.Write(bytes);

        public void Sync()
        {
        }

        public void Truncate(long length) => file.Truncate(length);

        public void Dispose() => file.Dispose();
    }
}
