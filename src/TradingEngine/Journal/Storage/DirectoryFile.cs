using Microsoft.Win32.SafeHandles;

namespace TradingEngine.Journal.Storage;

/// <summary>A file of the real file system, written without a buffer of its own.</summary>
internal sealed class DirectoryFile : IJournalFile
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;

    public DirectoryFile(string path, FileMode mode)
    {
        _path = path;
        _handle = File.OpenHandle(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete);
        Length = RandomAccess.GetLength(_handle);
    }

    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    public void Sync() => FileSync.SyncFile(_handle, _path);

    public void Truncate(long length)
    {
        RandomAccess.SetLength(_handle, length);
        Length = length;
    }

    public void Dispose() => _handle.Dispose();
}
