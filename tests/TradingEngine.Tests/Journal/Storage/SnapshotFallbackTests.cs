using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>
/// Snapshots that are damaged, damage that a snapshot makes harmless, and the way back to the last one.
/// </summary>
[TestFixture]
public sealed class SnapshotFallbackTests
{
    private const int RecordBytes = 10 + RecordFormat.OverheadBytes;

    private static readonly string First = FileNames.OfSegment(1);
    private static readonly string Second = FileNames.OfSegment(11);

    private static readonly JournalScanOptions GoBack = new() { FromLastSnapshot = true, Repair = true };

    private MemoryJournalFiles _files = null!;

    /// <summary>Two segments with ten records each, snapshots of records 4 and 8.</summary>
    [SetUp]
    public void WriteJournal()
    {
        _files = new MemoryJournalFiles("/data/journal");
        using var log = Open(_files);
        AppendAndSync(log, 10);
        log.Roll();
        AppendAndSync(log, 10);
        log.WriteSnapshot(4, "four"u8.ToArray(), Now);
        log.WriteSnapshot(8, "eight"u8.ToArray(), Now);
    }

    [Test]
    public void ShouldFallBackToTheSnapshotBefore()
    {
        Damage(FileNames.OfSnapshot(8), 75);
        var visitor = new RecordingVisitor();

        var scan = Scan(_files, visitor);

        Assert.That(visitor.Snapshot?.Sequence, Is.EqualTo(4));
        AssertRight(visitor, 5, 20);
        Assert.That(scan.Warnings, Has.Exactly(1).Contains($"{FileNames.OfSnapshot(8)} in /data/journal is damaged"));
        Assert.That(scan.Warnings, Has.Exactly(1).Contains("payload whose checksum is wrong"));
    }

    [Test]
    public void ShouldReadEverythingWhereNoSnapshotIsReadable()
    {
        Damage(FileNames.OfSnapshot(8), 75);
        Damage(FileNames.OfSnapshot(4), 20);
        var visitor = new RecordingVisitor();

        Assert.That(Scan(_files, visitor).Warnings, Has.Count.EqualTo(2));
        Assert.That(visitor.Snapshot, Is.Null);
        AssertRight(visitor, 1, 20);
    }

    [Test]
    public void ShouldNeedTheSegmentsBehindTheSnapshotThatStandsIn()
    {
        _files.Delete(First);
        Assert.That(
            () => Scan(_files), Throws.InstanceOf<JournalCorruptException>().With.Message.Contains("from 9 on"));
        Damage(FileNames.OfSnapshot(8), 75);

        Assert.That(
            () => Scan(_files), Throws.InstanceOf<JournalCorruptException>().With.Message.Contains("from 5 on"));
    }

    [Test]
    public void ShouldKeepTheReadableSnapshotsAndDropTheDamaged()
    {
        Damage(FileNames.OfSnapshot(8), 75);
        using (var log = Open(_files))
        {
            log.WriteSnapshot(12, "twelve"u8.ToArray(), Now);
        }

        Assert.That(
            _files.List().Where(name => FileNames.IsSnapshot(name, out _)),
            Is.EqualTo(new[] { FileNames.OfSnapshot(4), FileNames.OfSnapshot(12) }));
    }

    [TestCase(9, true)]
    [TestCase(3, true)]
    [TestCase(2, false)]
    [TestCase(1, false)]
    public void ShouldOnlyMindDamageInWhatIsNeeded(long from, bool isHarmless)
    {
        Damage(First, FileHeader.SizeBytes + RecordBytes + 20);
        var visitor = new RecordingVisitor(from);

        if (isHarmless)
        {
            Assert.That(Scan(_files, visitor).Warnings, Has.Exactly(1).Contains("expected record 2, found"));
            AssertRight(visitor, from, 20);
        }
        else
        {
            Assert.That(() => Scan(_files, visitor), Throws.InstanceOf<JournalCorruptException>());
        }
    }

    [Test]
    public void ShouldMindEveryDamageWhenAllIsRead()
    {
        Damage(First, FileHeader.SizeBytes + RecordBytes + 20);
        var damage = Assert.Throws<JournalCorruptException>(
            () => Scan(_files, options: new JournalScanOptions { All = true }));

        Assert.That(damage.Message, Does.Contain("FromLastSnapshot"));
    }

    [Test]
    public void ShouldNotReadSegmentsThatAreNotNeeded()
    {
        using (var log = Open(_files))
        {
            log.WriteSnapshot(15, "fifteen"u8.ToArray(), Now);
        }

        _files.Put(First, "rubbish"u8);
        var visitor = new RecordingVisitor();
        Scan(_files, visitor);

        AssertRight(visitor, 16, 20);
    }

    [Test]
    public void ShouldTellOfRecordsThatASnapshotKnowsAndThatAreGone()
    {
        _files.Delete(Second);
        _files.Put(First, _files.ReadAll(First).AsSpan(0, FileHeader.SizeBytes + (7 * RecordBytes)));

        Assert.That(
            () => Scan(_files),
            Throws.InstanceOf<JournalCorruptException>().With.Message.Contains("a snapshot covers record 8")
                .And.Message.Contains("expected record 8"));
    }

    [Test]
    public void ShouldTellOfSegmentsThatAreAllGone()
    {
        _files.Delete(First);
        _files.Delete(Second);

        Assert.That(
            () => Scan(_files),
            Throws.InstanceOf<JournalCorruptException>().With.Message.Contains("no segment at all"));
    }

    [Test]
    public void ShouldGoBackToTheLastSnapshot()
    {
        Damage(Second, FileHeader.SizeBytes + (2 * RecordBytes) + 20);
        var visitor = new RecordingVisitor(from: 6);

        var scan = Scan(_files, visitor, GoBack);

        Assert.That(visitor.Snapshot?.Sequence, Is.EqualTo(8));
        AssertRight(visitor, 6, 8);
        Assert.That(scan, Has.Property("SkippedRecords").EqualTo(11).And.Property("LastSequence").EqualTo(20));
        Assert.That(scan, Has.Property("SkippedBytes").EqualTo(2 * (FileHeader.SizeBytes + (10 * RecordBytes))));
        Assert.That(scan.Warnings, Has.Exactly(1).Contains("Went back to the snapshot of record 8"));
        Assert.That(_files.List(), Is.SupersetOf(new[] { First + ".damaged", Second + ".damaged" }));
    }

    [Test]
    public void ShouldBeWholeAgainAfterItWentBack()
    {
        Damage(Second, FileHeader.SizeBytes + (2 * RecordBytes) + 20);
        using (var log = JournalLog.Open(_files, new JournalLogOptions(), Scan(_files, options: GoBack)))
        {
            Assert.That(log.JournalId, Is.EqualTo(JournalId));
            Assert.That(AppendAndSync(log, 5), Is.EqualTo(25));
        }

        var visitor = new RecordingVisitor(from: 1);
        var scan = Scan(_files, visitor, new JournalScanOptions { All = true });

        Assert.That(scan.Warnings, Is.Empty);
        Assert.That(visitor.Snapshot?.Payload, Is.EqualTo("eight"u8.ToArray()));
        AssertRight(visitor, 21, 25);
    }

    [Test]
    public void ShouldGoBackInTheEndHoweverOftenItCrashes()
    {
        Damage(Second, FileHeader.SizeBytes + (2 * RecordBytes) + 20);
        for (var n = 1; n <= 12; n++)
        {
            var files = _files.Copy();
            files.CrashAt(n);
            try
            {
                Scan(files, options: GoBack);
            }
            catch (SimulatedCrashException)
            {
                // The next attempt completes it.
            }

            files.CrashMachine(new Random(n));
            var visitor = new RecordingVisitor();
            var scan = Scan(files, visitor, GoBack);
            using var log = JournalLog.Open(files, new JournalLogOptions(), scan);

            Assert.That(visitor.Snapshot?.Payload, Is.EqualTo("eight"u8.ToArray()));
            Assert.That(visitor.Sequences, Is.Empty);
            Assert.That(AppendAndSync(log), Is.EqualTo(21));
            Assert.That(Scan(files).LastSequence, Is.EqualTo(21));
        }
    }

    [Test]
    public void ShouldChangeNothingWithoutRepair()
    {
        Damage(Second, FileHeader.SizeBytes + (2 * RecordBytes) + 20);
        var operations = _files.Operations;

        var scan = Scan(_files, options: new JournalScanOptions { FromLastSnapshot = true });

        Assert.That(scan.NeedsRepair, Is.True);
        Assert.That(_files.Operations, Is.EqualTo(operations));
    }

    [Test]
    public void ShouldReadOnWhereNothingIsDamaged()
    {
        var visitor = new RecordingVisitor();

        Assert.That(Scan(_files, visitor, GoBack).SkippedRecords, Is.Zero);
        AssertRight(visitor, 9, 20);
    }

    [Test]
    public void ShouldNotGoBackWithoutASnapshot()
    {
        Damage(Second, FileHeader.SizeBytes + (2 * RecordBytes) + 20);
        _files.Delete(FileNames.OfSnapshot(4));
        _files.Delete(FileNames.OfSnapshot(8));

        Assert.That(
            () => Scan(_files, options: GoBack),
            Throws.InstanceOf<JournalCorruptException>().With.Message.Contains("no readable snapshot"));
        Assert.That(_files.List(), Is.EqualTo(new[] { First, Second }));
    }

    private void Damage(string name, int position)
    {
        var bytes = _files.ReadAll(name);
        bytes[position] ^= 1;
        _files.Put(name, bytes);
    }
}
