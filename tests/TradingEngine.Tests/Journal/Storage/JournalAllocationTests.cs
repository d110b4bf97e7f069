using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

[TestFixture]
[NonParallelizable]
public sealed class JournalAllocationTests
{
    private const int RecordCount = 10_000;

    [Test]
    public void ShouldAllocateNothingPerRecordWritten()
    {
        using var log = Open(new MemoryJournalFiles(), segmentBytesMax: 1 << 30);
        var payload = new byte[250];
        for (var round = 0; round < 4; round++)
        {
            // Both buffers have to grow.
            AppendAll(log, payload);
            log.Sync(log.LastSequence);
        }

        Assert.That(Allocated(() => AppendAll(log, payload)), Is.Zero);
        Assert.That(log.LastSequence, Is.EqualTo(5 * RecordCount));
    }

    [Test]
    public void ShouldAllocateNothingPerRecordRead()
    {
        var few = FilesWith(RecordCount);
        var many = FilesWith(2 * RecordCount);
        Read(few);
        Read(many);

        Assert.That(Allocated(() => Read(many)) - Allocated(() => Read(few)), Is.LessThan(1024));
    }

    [Test]
    public void ShouldNoticeAnAllocation() =>
        Assert.That(Allocated(() => GC.KeepAlive(new byte[100])), Is.GreaterThanOrEqualTo(100));

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AppendAll(JournalLog log, byte[] payload)
    {
        for (var i = 0; i < RecordCount; i++)
        {
            log.Append(1, payload);
        }
    }

    private static SharedBytesFiles FilesWith(int count)
    {
        var files = new MemoryJournalFiles();
        using (var log = Open(files, segmentBytesMax: 1 << 30))
        {
            for (var i = 0; i < count; i++)
            {
                log.Append(1, PayloadOf(1, 250));
            }
        }

        return new SharedBytesFiles(FileNames.OfSegment(1), files.ReadAll(FileNames.OfSegment(1)));
    }

    private static void Read(SharedBytesFiles files)
    {
        var visitor = new CountingVisitor();
        Scan(files, visitor);
        Assert.That(visitor.Count, Is.GreaterThanOrEqualTo(RecordCount));
    }

    private sealed class CountingVisitor : IRecordVisitor
    {
        public int Count { get; private set; }

        public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload)
        {
        }

        public long FromSequence(long snapshotSequence) => 1;

        public void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position) =>
            Count++;
    }

    /// <summary>One file that is read without being copied.</summary>
    private sealed class SharedBytesFiles(string name, byte[] bytes) : IJournalFiles
    {
        public string Name => "shared";

        public IReadOnlyList<string> List() => [name];

        public Stream OpenRead(string file) => new MemoryStream(bytes, writable: false);

        public IJournalFile Create(string file) => throw new NotSupportedException();

        public IJournalFile OpenForAppend(string file) => throw new NotSupportedException();

        public void Rename(string from, string to) => throw new NotSupportedException();

        public void Delete(string file) => throw new NotSupportedException();

        public void SyncDirectory() => throw new NotSupportedException();

        public IDisposable Lock() => throw new NotSupportedException();
    }
}
