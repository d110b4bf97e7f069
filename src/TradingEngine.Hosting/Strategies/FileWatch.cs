namespace TradingEngine.Hosting.Strategies;

/// <summary>Notices that a file is another one than before: by the system's word, and by looking once a second.</summary>
/// <remarks>
/// Looking covers what no watcher tells: a file behind a link that is turned to another one, a network share. One caller at
/// a time.
/// </remarks>
internal sealed class FileWatch : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _news = new(0);
    private readonly FileSystemWatcher? _watcher;
    private (long Ticks, long Length) _known;

    public FileWatch(string file, TimeProvider time)
    {
        _file = Path.GetFullPath(file);
        _time = time;
        _watcher = MakeWatcher();
    }

    /// <summary>From here on a change counts.</summary>
    public void Remember() => _known = Look();

    /// <summary>Ends when the file is another one than at the last <see cref="Remember"/>.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (Look() == _known)
        {
            using var pause = new CancellationTokenSource(LookInterval, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
            try
            {
                await _news.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Time to look.
            }
        }
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _news.Dispose();
    }

    private FileSystemWatcher? MakeWatcher()
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(_file)!, Path.GetFileName(_file));
            watcher.Changed += (_, _) => Tell();
            watcher.Created += (_, _) => Tell();
            watcher.Renamed += (_, _) => Tell();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // No watcher to be had, as where the system's limit is reached: looking does.
            return null;
        }
    }

    private void Tell()
    {
        try
        {
            _news.Release();
        }
        catch (ObjectDisposedException)
        {
            // The last word of a watcher that is closed.
        }
    }

    /// <summary>What a change changes; one that is gone is none, it is about to be replaced.</summary>
    private (long Ticks, long Length) Look()
    {
        var info = new FileInfo(_file);
        if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            info = target;
        }

        return info.Exists ? (info.LastWriteTimeUtc.Ticks, info.Length) : _known;
    }
}
