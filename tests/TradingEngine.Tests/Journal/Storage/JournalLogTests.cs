using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>Writing, over a real directory and in memory.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class JournalLogTests(bool isReal)
{
    private TemporaryDirectory _directory = null!;
    private IJournalFiles _files = null!;

    [SetUp]
    public void CreateDirectory()
    {
        _directory = new TemporaryDirectory();
        _files = isReal ? new DirectoryFiles(_directory.Path) : new MemoryJournalFiles();
    }

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public void ShouldReadWhatWasWritten()
    {
        using (var log = Open(_files))
        {
            Assert.That(AppendAndSync(log, 100), Is.EqualTo(100));
        }

        var visitor = new RecordingVisitor();
        var scan = Scan(_files, visitor);

        AssertRight(visitor, 1, 100);
        Assert.That(scan, Has.Property("JournalId").EqualTo(JournalId).And.Property("LastSequence").EqualTo(100));
        Assert.That(scan, Has.Property("RecordCount").EqualTo(100).And.Property("FirstSequence").EqualTo(1));
        Assert.That(scan, Has.Property("TornBytes").Zero.And.Property("IsEmpty").False);
        Assert.That(scan.Warnings, Is.Empty);
    }

    [Test]
    public void ShouldTellWhereARecordStands()
    {
        using (var log = Open(_files))
        {
            AppendAndSync(log, 2);
        }

        var visitor = new RecordingVisitor();
        Scan(_files, visitor);

        const int second = FileHeader.SizeBytes + 10 + RecordFormat.OverheadBytes;
        var file = FileNames.OfSegment(1);
        Assert.That(
            visitor.Positions,
            Is.EqualTo(new[] { new RecordPosition(file, FileHeader.SizeBytes), new RecordPosition(file, second) }));
    }

    [Test]
    public void ShouldTakePayloadsUpToTheLimitAndNone()
    {
        using (var log = Open(_files))
        {
            Assert.That(
                () => log.Append(0, new byte[RecordFormat.PayloadBytesMax + 1]),
                Throws.ArgumentException.With.Message.Contains("limit"));
            log.Append(1, new byte[RecordFormat.PayloadBytesMax]);
            log.Append(255, []);
            log.Append(3, new byte[RecordFormat.PayloadBytesMax]);
        }

        var visitor = new RecordingVisitor();
        Scan(_files, visitor);

        Assert.That(visitor.Records.Select(record => record.Payload.Length), Is.EqualTo(new[] { 1 << 20, 0, 1 << 20 }));
        Assert.That(visitor.Records.Select(record => record.Type), Is.EqualTo(new byte[] { 1, 255, 3 }));
    }

    [Test]
    public void ShouldGoOnWhereItEnded()
    {
        for (var run = 1; run <= 4; run++)
        {
            using var log = Open(_files);
            Assert.That(log.LastSequence, Is.EqualTo((run - 1) * 50));
            AppendAndSync(log, 50);
        }

        var visitor = new RecordingVisitor();
        Scan(_files, visitor);

        AssertRight(visitor, 1, 200);
    }

    [Test]
    public void ShouldBeginSegmentsWhereOneIsFull()
    {
        using (var log = Open(_files))
        {
            for (var i = 0; i < 50; i++)
            {
                AppendAndSync(log, 10);
            }

            Assert.That(log.Segments, Has.Count.EqualTo(5));
            Assert.That(log.Segments[0].Bytes, Is.InRange(4096, 4096 + 340));
            Assert.That(log.Segments[1].FirstSequence, Is.EqualTo(log.Segments[0].LastSequence + 1));
            Assert.That(log.Segments[^1].LastSequence, Is.EqualTo(500));
        }

        var visitor = new RecordingVisitor();
        Assert.That(Scan(_files, visitor).SegmentCount, Is.EqualTo(5));
        AssertRight(visitor, 1, 500);
    }

    [Test]
    public void ShouldBeginASegmentWhenAsked()
    {
        using (var log = Open(_files))
        {
            log.Roll();
            Assert.That(log.Segments, Has.Count.EqualTo(1), "none without records");
            Append(log, 3);
            log.Roll();
            log.Roll();
            Assert.That(log.DurableSequence, Is.EqualTo(3));
            Append(log, 2);
        }

        Assert.That(
            _files.List().Where(name => name.EndsWith(".tej", StringComparison.Ordinal)).Order(),
            Is.EqualTo(new[] { FileNames.OfSegment(1), FileNames.OfSegment(4) }));
        var visitor = new RecordingVisitor();
        Scan(_files, visitor);
        AssertRight(visitor, 1, 5);
    }

    [Test]
    public void ShouldCountWhatIsBufferedWrittenAndDurable()
    {
        using var log = Open(_files);
        Append(log, 3);
        Assert.That(log, Has.Property("BufferedBytes").EqualTo(3 * 34).And.Property("WrittenSequence").Zero);

        log.Write(2);
        Assert.That(log, Has.Property("BufferedBytes").Zero.And.Property("WrittenSequence").EqualTo(3));
        Assert.That(log, Has.Property("WriteCount").EqualTo(1).And.Property("SyncCount").Zero);
        Assert.That(log, Has.Property("BytesWritten").EqualTo(3 * 34).And.Property("DurableSequence").Zero);

        log.Sync(1);
        log.Sync(3);
        Assert.That(log, Has.Property("SyncCount").EqualTo(1).And.Property("DurableSequence").EqualTo(3));
        Assert.That(() => log.Sync(4), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldBeginWithTheSnapshot()
    {
        using (var log = Open(_files))
        {
            Append(log, 10);
            log.WriteSnapshot(7, "state"u8.ToArray(), Now);
            Assert.That(log.DurableSequence, Is.EqualTo(10));
        }

        var visitor = new RecordingVisitor();
        var scan = Scan(_files, visitor);

        Assert.That(scan.SnapshotSequence, Is.EqualTo(7));
        Assert.That(visitor.Snapshot?.Sequence, Is.EqualTo(7));
        Assert.That(visitor.Snapshot?.Payload, Is.EqualTo("state"u8.ToArray()));
        AssertRight(visitor, 8, 10);
    }

    [TestCase(5, 5)]
    [TestCase(0, 1)]
    [TestCase(99, 8)]
    public void ShouldGiveRecordsFromBeforeTheSnapshotWhereWanted(long from, long first)
    {
        using (var log = Open(_files))
        {
            Append(log, 10);
            log.WriteSnapshot(7, Array.Empty<byte>(), Now);
        }

        var visitor = new RecordingVisitor(from);
        Scan(_files, visitor);

        AssertRight(visitor, first, 10);
    }

    [Test]
    public void ShouldKeepTheNewestTwoSnapshots()
    {
        using (var log = Open(_files))
        {
            Append(log, 10);
            for (var sequence = 1; sequence <= 5; sequence++)
            {
                log.WriteSnapshot(sequence, Array.Empty<byte>(), Now);
            }

            Assert.That(
                () => log.WriteSnapshot(5, Array.Empty<byte>(), Now), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => log.WriteSnapshot(11, Array.Empty<byte>(), Now),
                Throws.InstanceOf<ArgumentOutOfRangeException>());
        }

        Assert.That(
            _files.List().Where(name => FileNames.IsSnapshot(name, out _)).Order(),
            Is.EqualTo(new[] { FileNames.OfSnapshot(4), FileNames.OfSnapshot(5) }));
    }

    [Test]
    public void ShouldRemoveOnlySegmentsThatBothSnapshotsCover()
    {
        using var log = Open(_files);
        for (var i = 0; i < 4; i++)
        {
            Append(log, 10);
            log.Roll();
        }

        Assert.That(log.RemoveSegmentsBefore(100, long.MaxValue, null), Is.Zero, "no snapshot");
        log.WriteSnapshot(20, Array.Empty<byte>(), Now);
        log.WriteSnapshot(35, Array.Empty<byte>(), Now);
        Assert.That(log.RemoveSegmentsBefore(100, 0, null), Is.Zero, "too young");
        var archived = new List<string>();
        Assert.That(log.RemoveSegmentsBefore(11, long.MaxValue, archived.Add), Is.EqualTo(1));
        Assert.That(log.RemoveSegmentsBefore(100, long.MaxValue, archived.Add), Is.EqualTo(1));

        Assert.That(archived, Is.EqualTo(new[] { FileNames.OfSegment(1), FileNames.OfSegment(11) }));
        Assert.That(_files.List(), Has.No.Member(FileNames.OfSegment(11)));
        Assert.That(log.Segments.Select(segment => segment.FirstSequence), Is.EqualTo(new[] { 21, 31, 41 }));
        var visitor = new RecordingVisitor(from: 1);
        Assert.That(Scan(_files, visitor).FirstSequence, Is.EqualTo(21));
        AssertRight(visitor, 21, 40);
    }

    [Test]
    public void ShouldKeepASegmentThatCannotBeArchived()
    {
        using var log = Open(_files);
        Append(log, 10);
        log.WriteSnapshot(10, Array.Empty<byte>(), Now);
        log.Roll();

        Assert.That(
            () => log.RemoveSegmentsBefore(100, long.MaxValue, _ => throw new IOException("archive")),
            Throws.InstanceOf<IOException>().With.Message.EqualTo("archive"));

        Assert.That(_files.List(), Has.Member(FileNames.OfSegment(1)));
        Assert.That(log.Failure, Is.Null);
    }

    [Test]
    public void ShouldRefuseWorkAfterItsEnd()
    {
        var log = Open(_files);
        Append(log, 5);
        log.Dispose();
        log.Dispose();

        Assert.That(() => log.Append(1, []), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(log.Roll, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => log.Sync(5), Throws.Nothing, "it is durable");
    }

    [TestCase(JournalLogOptions.SegmentBytesMin - 1)]
    [TestCase(JournalLogOptions.SegmentBytesLimit + 1)]
    public void ShouldRefuseASegmentSizeOutOfRange(int bytes) =>
        Assert.That(() => Open(_files, bytes), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
