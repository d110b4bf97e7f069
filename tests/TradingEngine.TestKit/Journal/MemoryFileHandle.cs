using TradingEngine.Journal.Storage;

namespace TradingEngine.TestKit.Journal;

/// <summary>A file that one process has open; after a crash it is of no use.</summary>
internal sealed class MemoryFileHandle(MemoryJournalFiles files, MemoryFile file, int process) : IJournalFile
{
    public long Length => file.Length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (files.Gate)
        {
            // A disk that is full takes a part before it says so.
            var fault = files.Step(process);
            file.Write(fault is null ? bytes : bytes[..(bytes.Length / 2)]);
            Throw(fault);
        }
    }

    public void Sync()
    {
        files.BeforeSync?.Invoke();
        lock (files.Gate)
        {
            var fault = files.Step(process);
            if (fault is null)
            {
                file.Sync();
            }
            else
            {
                file.FailSync();
            }

            Throw(fault);
        }
    }

    public void Truncate(long length)
    {
        lock (files.Gate)
        {
            Throw(files.Step(process));
            file.Truncate((int)length);
        }
    }

    public void Dispose()
    {
    }

    private static void Throw(Exception? fault)
    {
        if (fault is not null)
        {
            throw fault;
        }
    }
}
