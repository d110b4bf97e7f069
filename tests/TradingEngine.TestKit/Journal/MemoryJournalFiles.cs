using TradingEngine.Journal.Storage;

namespace TradingEngine.TestKit.Journal;

/// <summary>A directory in memory with a page cache, which fails and crashes where a test wants it.</summary>
/// <remarks>
/// What is written is visible at once, and durable only when its file is synced; a name that is created, changed or
/// deleted is durable only when the directory is synced. Everything that happens follows from the calls and from the
/// <see cref="Random"/> that <see cref="CrashMachine"/> is given.
/// </remarks>
internal sealed class MemoryJournalFiles(string name = "memory") : IJournalFiles
{
    private readonly List<(string? Removed, string? Set, MemoryFile? File)> _unsynced = [];

    private SortedDictionary<string, MemoryFile> _names = new(StringComparer.Ordinal);
    private SortedDictionary<string, MemoryFile> _durableNames = new(StringComparer.Ordinal);
    private long _failAt;
    private Exception? _failure;
    private long _crashAt;
    private bool _isCrashed;
    private bool _isLocked;
    private int _process;

    public string Name => name;

    /// <summary>Writes, syncs, cuts, creations, renames, deletions and syncs of the directory so far.</summary>
    public long Operations { get; private set; }

    /// <summary>Thrown where something is read or listed, unless null.</summary>
    public Exception? ReadFailure { get; set; }

    /// <summary>Called before a file is synced, while nobody is kept from anything else.</summary>
    public Action? BeforeSync { get; set; }

    /// <summary>Whether the process died in an operation; what it does now is not to be seen from outside.</summary>
    public bool IsCrashed
    {
        get
        {
            lock (Gate)
            {
                return _isCrashed;
            }
        }
    }

    /// <summary>Whether the failure of <see cref="FailAt"/> has come.</summary>
    public bool HasFailed { get; private set; }

    internal Lock Gate { get; } = new();

    /// <summary>Lets the n-th operation from now fail, once; a write that fails leaves half of its bytes.</summary>
    public void FailAt(long n, Exception exception)
    {
        lock (Gate)
        {
            (_failAt, _failure) = (Operations + n, exception);
        }
    }

    /// <summary>
    /// Lets the process die in the n-th operation from now: that one, and all until a method Crash… is called, throw
    /// a <see cref="SimulatedCrashException"/>.
    /// </summary>
    public void CrashAt(long n)
    {
        lock (Gate)
        {
            _crashAt = Operations + n;
        }
    }

    /// <summary>The process ends: files that it has open are of no use, what it wrote stays.</summary>
    public void CrashProcess()
    {
        lock (Gate)
        {
            _process++;
            _isCrashed = false;
            _isLocked = false;
            HasFailed = false;
            Disarm();
        }
    }

    /// <summary>Takes back <see cref="FailAt"/> and <see cref="CrashAt"/> as far as they have not come.</summary>
    public void Disarm()
    {
        lock (Gate)
        {
            (_failAt, _failure, _crashAt) = (0, null, 0);
        }
    }

    /// <summary>
    /// The machine goes down: what was synced stays. Of the other bytes of a file a random prefix stays, sometimes with
    /// zeros or garbage in place of the rest; of the other changes to names any may be gone.
    /// </summary>
    public void CrashMachine(Random random)
    {
        lock (Gate)
        {
            CrashProcess();
            foreach (var change in _unsynced)
            {
                if (random.Next(2) == 0)
                {
                    Apply(change, _durableNames);
                }
            }

            _unsynced.Clear();
            _names = new SortedDictionary<string, MemoryFile>(_durableNames, StringComparer.Ordinal);
            foreach (var file in _names.Values)
            {
                file.Crash(random);
            }
        }
    }

    /// <summary>The bytes of a file as a reader sees them.</summary>
    public byte[] ReadAll(string file)
    {
        lock (Gate)
        {
            return _names[file].ToArray();
        }
    }

    /// <summary>Puts a durable file there, or in place of another.</summary>
    public void Put(string file, ReadOnlySpan<byte> bytes)
    {
        lock (Gate)
        {
            var content = new MemoryFile();
            content.Write(bytes);
            content.Sync();
            _names[file] = content;
            _durableNames[file] = content;
        }
    }

    /// <summary>Copies what a reader sees, all of it durable.</summary>
    public MemoryJournalFiles Copy()
    {
        var copy = new MemoryJournalFiles(name);
        foreach (var file in List())
        {
            copy.Put(file, ReadAll(file));
        }

        return copy;
    }

    /// <summary>Copies what the disk has for sure: what a machine that goes down now keeps at least.</summary>
    public MemoryJournalFiles CopyDurable()
    {
        lock (Gate)
        {
            var copy = new MemoryJournalFiles(name);
            foreach (var (file, content) in _durableNames)
            {
                copy.Put(file, content.ToDurableArray());
            }

            return copy;
        }
    }

    public IReadOnlyList<string> List()
    {
        lock (Gate)
        {
            ThrowIfUnreadable();
            return [.. _names.Keys];
        }
    }

    public IJournalFile Create(string name)
    {
        lock (Gate)
        {
            ThrowIf(Step(_process));
            if (_names.ContainsKey(name))
            {
                throw new IOException($"The file {name} exists already.");
            }

            var file = new MemoryFile();
            Change((null, name, file));
            return new MemoryFileHandle(this, file, _process);
        }
    }

    public IJournalFile OpenForAppend(string name)
    {
        lock (Gate)
        {
            ThrowIfUnreadable();
            return new MemoryFileHandle(this, Find(name), _process);
        }
    }

    public Stream OpenRead(string name)
    {
        lock (Gate)
        {
            ThrowIfUnreadable();
            return new MemoryStream(Find(name).ToArray(), writable: false);
        }
    }

    public void Rename(string from, string to)
    {
        lock (Gate)
        {
            ThrowIf(Step(_process));
            Change((from, to, Find(from)));
        }
    }

    public void Delete(string name)
    {
        lock (Gate)
        {
            ThrowIf(Step(_process));
            Change((name, null, null));
        }
    }

    public void SyncDirectory()
    {
        lock (Gate)
        {
            ThrowIf(Step(_process));
            _unsynced.Clear();
            _durableNames = new SortedDictionary<string, MemoryFile>(_names, StringComparer.Ordinal);
        }
    }

    public IDisposable Lock()
    {
        lock (Gate)
        {
            if (_isLocked)
            {
                throw new JournalLockedException(Name, Environment.ProcessId, inner: null);
            }

            _isLocked = true;
            return new Holder(this, _process);
        }
    }

    /// <summary>Counts an operation.</summary>
    /// <returns>What it has to throw, null where it succeeds.</returns>
    /// <exception cref="SimulatedCrashException">The process is dead already.</exception>
    internal Exception? Step(int process)
    {
        if (_isCrashed || process != _process)
        {
            throw new SimulatedCrashException();
        }

        Operations++;
        if (Operations == _crashAt)
        {
            _isCrashed = true;
            return new SimulatedCrashException();
        }

        HasFailed |= Operations == _failAt;
        return Operations == _failAt ? _failure : null;
    }

    private static void Apply(
        (string? Removed, string? Set, MemoryFile? File) change, SortedDictionary<string, MemoryFile> names)
    {
        if (change.Removed is not null)
        {
            names.Remove(change.Removed);
        }

        if (change.Set is not null)
        {
            names[change.Set] = change.File!;
        }
    }

    private static void ThrowIf(Exception? fault)
    {
        if (fault is not null)
        {
            throw fault;
        }
    }

    private void Change((string? Removed, string? Set, MemoryFile? File) change)
    {
        Apply(change, _names);
        _unsynced.Add(change);
    }

    private MemoryFile Find(string file) =>
        _names.TryGetValue(file, out var found) ? found : throw new FileNotFoundException($"No file {file}.", file);

    private void ThrowIfUnreadable() => ThrowIf(_isCrashed ? new SimulatedCrashException() : ReadFailure);

    private void Release(int process)
    {
        lock (Gate)
        {
            if (process == _process)
            {
                _isLocked = false;
            }
        }
    }

    private sealed class Holder(MemoryJournalFiles files, int process) : IDisposable
    {
        private bool _isReleased;

        public void Dispose()
        {
            if (!_isReleased)
            {
                _isReleased = true;
                files.Release(process);
            }
        }
    }
}
