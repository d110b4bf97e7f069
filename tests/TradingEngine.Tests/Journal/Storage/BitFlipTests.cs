using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>
/// Whatever single bit changes, wherever a file ends: it is noticed, and no wrong record is given out.
/// </summary>
[TestFixture]
public sealed class BitFlipTests
{
    private const long SnapshotSequence = 2;
    private const long LastSequence = 6;
    private const int RecordBytes = 10 + RecordFormat.OverheadBytes;

    private static readonly string First = FileNames.OfSegment(1);
    private static readonly string Second = FileNames.OfSegment(4);
    private static readonly string Snapshot = FileNames.OfSnapshot(SnapshotSequence);

    private readonly MemoryJournalFiles _whole = new();

    [OneTimeSetUp]
    public void WriteJournal()
    {
        using var log = Open(_whole);
        AppendAndSync(log, 3);
        log.Roll();
        AppendAndSync(log, 3);
        log.WriteSnapshot(SnapshotSequence, "state"u8.ToArray(), Now);
        Assert.That(_whole.List(), Is.EqualTo(new[] { First, Second, Snapshot }));
    }

    [Test]
    public void ShouldNoticeEveryBit([Values] bool all)
    {
        foreach (var name in _whole.List())
        {
            var original = _whole.ReadAll(name);
            for (var bit = 0; bit < original.Length * 8; bit++)
            {
                var bytes = (byte[])original.Clone();
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                var (damage, scan) = ScanWith(name, bytes, all);

                var mayBeTorn = name == Second && bit / 8 >= original.Length - RecordBytes;
                if (damage == Damage.None || (damage == Damage.Torn && !mayBeTorn))
                {
                    Assert.Fail($"Bit {bit} of {name}: {damage}.");
                }

                if (damage == Damage.Warned && scan!.LastSequence != LastSequence)
                {
                    Assert.Fail($"Bit {bit} of {name}: records are missing.");
                }
            }
        }
    }

    [Test]
    public void ShouldNoticeWhereASegmentIsCutUnlessBetweenRecords()
    {
        var original = _whole.ReadAll(Second);
        for (var length = 0; length < original.Length; length++)
        {
            var (damage, scan) = ScanWith(Second, original[..length], all: false);

            var records = Math.Max(0, (length - FileHeader.SizeBytes) / RecordBytes);
            var isBetween = length >= FileHeader.SizeBytes && (length - FileHeader.SizeBytes) % RecordBytes == 0;
            Assert.That(damage, Is.EqualTo(isBetween ? Damage.None : Damage.Torn), $"{length} bytes");
            Assert.That(scan!.LastSequence, Is.EqualTo(3 + records), $"{length} bytes");
        }
    }

    [Test]
    public void ShouldNoticeWhereAnEarlierSegmentIsCut()
    {
        var original = _whole.ReadAll(First);
        for (var length = 0; length < original.Length; length++)
        {
            Assert.That(ScanWith(First, original[..length], all: false).Damage, Is.EqualTo(Damage.Corrupt));
        }
    }

    [Test]
    public void ShouldNoticeWhereTheSnapshotIsCut()
    {
        var original = _whole.ReadAll(Snapshot);
        for (var length = 0; length < original.Length; length++)
        {
            var (damage, scan) = ScanWith(Snapshot, original[..length], all: false);

            Assert.That(damage, Is.EqualTo(Damage.Warned), $"{length} bytes");
            Assert.That(scan!.SnapshotSequence, Is.Zero);
            Assert.That(scan.RecordCount, Is.EqualTo(LastSequence));
        }
    }

    private (Damage Damage, JournalScan? Scan) ScanWith(string name, byte[] bytes, bool all)
    {
        var files = _whole.Copy();
        files.Put(name, bytes);
        var visitor = new RecordingVisitor();
        var result = ScanFor(files, visitor, all);

        AssertContents(visitor);
        if (!visitor.Sequences.SequenceEqual(visitor.Sequences.Order())
            || visitor.Snapshot is { Payload.Length: not 5 })
        {
            Assert.Fail("Records out of order, or a wrong snapshot.");
        }

        return result;
    }

    private static (Damage Damage, JournalScan? Scan) ScanFor(
        MemoryJournalFiles files, RecordingVisitor visitor, bool all)
    {
        try
        {
            var scan = Scan(files, visitor, new JournalScanOptions { All = all });
            var quiet = scan.Warnings.Count > 0 ? Damage.Warned : Damage.None;
            return (scan.Torn is not null ? Damage.Torn : quiet, scan);
        }
        catch (JournalCorruptException)
        {
            return (Damage.Corrupt, null);
        }
    }

    private enum Damage
    {
        None,
        Torn,
        Warned,
        Corrupt,
    }
}
