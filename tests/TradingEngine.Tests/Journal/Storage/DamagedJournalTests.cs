using System.Buffers.Binary;
using System.IO.Hashing;
using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>Files that are not as they should be: what is told, and that it says where and what to do.</summary>
[TestFixture]
public sealed class DamagedJournalTests
{
    private const int RecordBytes = 10 + RecordFormat.OverheadBytes;

    private static readonly string First = FileNames.OfSegment(1);
    private static readonly string Second = FileNames.OfSegment(6);
    private static readonly string Third = FileNames.OfSegment(11);

    private MemoryJournalFiles _files = null!;

    /// <summary>Three segments with five records each, no snapshot.</summary>
    [SetUp]
    public void WriteJournal()
    {
        _files = new MemoryJournalFiles("/data/journal");
        using var log = Open(_files);
        for (var i = 0; i < 3; i++)
        {
            AppendAndSync(log, 5);
            if (i < 2)
            {
                log.Roll();
            }
        }
    }

    [Test]
    public void ShouldTellOfDamageInTheMiddle()
    {
        Damage(Third, FileHeader.SizeBytes + RecordBytes + 20);

        AssertCorrupt(Third, FileHeader.SizeBytes + RecordBytes, 12, "checksum is wrong, and record 13 behind it");
    }

    [Test]
    public void ShouldTellOfDamageThatHidesALength()
    {
        Damage(Third, FileHeader.SizeBytes + 2, 0x7F);

        AssertCorrupt(Third, FileHeader.SizeBytes, 11, "a length of 8323082 bytes, and record 12 behind it");
    }

    [Test]
    public void ShouldTellOfDamageAtTheEndOfASegmentThatIsNotTheLast()
    {
        _files.Put(First, _files.ReadAll(First).AsSpan()[..^1]);

        const int last = FileHeader.SizeBytes + (4 * RecordBytes);
        AssertCorrupt(First, last, 5, $"incomplete record, {RecordBytes - 1} bytes");
    }

    [Test]
    public void ShouldTellOfAMissingSegment()
    {
        _files.Delete(Second);

        AssertCorrupt(Third, 0, 6, "record 11: the segment with the records from 6 on is missing");
    }

    [Test]
    public void ShouldTellOfAMissingFirstSegment()
    {
        _files.Delete(First);

        AssertCorrupt(Second, 0, 1, "records from 1 on is missing", "start with an empty directory");
    }

    [Test]
    public void ShouldTellOfASequenceThatJumps()
    {
        Append(First, MakeRecord(7));

        AssertCorrupt(First, FileHeader.SizeBytes + (5 * RecordBytes), 6, "record 7");
    }

    [Test]
    public void ShouldTellOfARecordThatComesTwice()
    {
        Append(Third, MakeRecord(15));

        AssertCorrupt(Third, FileHeader.SizeBytes + (5 * RecordBytes), 16, "record 15");
    }

    [Test]
    public void ShouldTellOfASegmentUnderAnotherName()
    {
        _files.Put(Third, _files.ReadAll(Second));

        AssertCorrupt(Third, 0, 11, "begins with record 6");
    }

    [Test]
    public void ShouldTellOfASegmentOfAnotherJournal()
    {
        PutHeader(Third, new FileHeader(Guid.NewGuid(), 11, Now));

        AssertCorrupt(Third, 0, 11, $"while this one is {JournalId}");
    }

    [Test]
    public void ShouldNotTakeARecordOfAnotherJournal()
    {
        var record = MakeRecord(16, seed: 4711);
        Append(Third, record);

        Assert.That(
            Scan(_files), Has.Property("LastSequence").EqualTo(15).And.Property("TornBytes").EqualTo(RecordBytes));
    }

    [Test]
    public void ShouldTellOfAFileThatIsNotAJournals()
    {
        _files.Put(Second, new byte[1000].Select((_, index) => (byte)index).ToArray());

        AssertCorrupt(Second, 0, 6, "a file that is not a journal's");
    }

    [Test]
    public void ShouldTellOfAHeaderThatIsDamaged()
    {
        Damage(Third, 40);

        AssertCorrupt(Third, 0, 11, "a header whose checksum is wrong");
    }

    [TestCase(0)]
    [TestCase(63)]
    [TestCase(5_000)]
    public void ShouldTellOfZerosThatAreNotAtTheEnd(int bytes)
    {
        _files.Put(Second, new byte[bytes]);

        AssertCorrupt(Second, 0, 6, bytes < FileHeader.SizeBytes ? "an incomplete header" : "not a journal's");
    }

    [TestCase(0)]
    [TestCase(63)]
    [TestCase(5_000)]
    public void ShouldRemoveALastSegmentThatWasNeverBegun(int bytes)
    {
        var name = FileNames.OfSegment(16);
        _files.Put(name, new byte[bytes]);
        Assert.That(Scan(_files), Has.Property("TornFile").EqualTo(name).And.Property("TornPosition").Zero);
        Assert.That(_files.List(), Has.Member(name), "a scan without repair changes nothing");

        var scan = Scan(_files, options: Repair);

        Assert.That(scan, Has.Property("TornBytes").EqualTo(bytes).And.Property("LastSequence").EqualTo(15));
        Assert.That(_files.List(), Has.No.Member(name));
        using var log = Open(_files);
        Assert.That(AppendAndSync(log), Is.EqualTo(16));
    }

    [Test]
    public void ShouldNotTakeALastSegmentForTornWhereRecordsBeforeItAreMissing()
    {
        _files.Put(FileNames.OfSegment(17), []);

        AssertCorrupt(FileNames.OfSegment(17), 0, 16, "records from 16 on is missing");
    }

    [Test]
    public void ShouldCutATornTail()
    {
        var whole = _files.ReadAll(Third);
        Append(Third, MakeRecord(16)[..^3]);
        var torn = _files.ReadAll(Third);
        var scan = Scan(_files);
        Assert.That(scan, Has.Property("TornFile").EqualTo(Third).And.Property("TornPosition").EqualTo(whole.Length));
        Assert.That(scan, Has.Property("TornBytes").EqualTo(RecordBytes - 3).And.Property("NeedsRepair").True);
        Assert.That(_files.ReadAll(Third), Is.EqualTo(torn), "a scan without repair changes nothing");

        Scan(_files, options: Repair);

        Assert.That(_files.ReadAll(Third), Is.EqualTo(whole));
        Assert.That(Scan(_files), Has.Property("TornBytes").Zero.And.Property("NeedsRepair").False);
    }

    [TestCase("TEJOURNL")]
    [TestCase("TESNAPSH")]
    public void ShouldRefuseANewerVersion(string magic)
    {
        var name = PutChangedHeader(magic, header => header[12] = 2);

        var refusal = Assert.Throws<JournalFormatException>(() => Scan(_files));

        Assert.That(refusal.Message, Does.Contain(name).And.Contain("/data/journal").And.Contain("byte 8"));
        Assert.That(refusal.Message, Does.Contain("newer version of the format than 1"));
        Assert.That(refusal.Message, Does.Contain("Use a newer TradingEngine"));
    }

    [TestCase("TEJOURNL")]
    [TestCase("TESNAPSH")]
    public void ShouldRefuseTheOtherByteOrder(string magic)
    {
        var name = PutChangedHeader(magic, header => header.AsSpan(8, 4).Reverse());

        var refusal = Assert.Throws<JournalFormatException>(() => Scan(_files));

        Assert.That(refusal.Message, Does.Contain(name).And.Contain("a machine of the other byte order"));
        Assert.That(refusal.Message, Does.Contain("convert the file"));
    }

    [Test]
    public void ShouldTellWhoNeedsWhichRight()
    {
        _files.ReadFailure = new UnauthorizedAccessException("Access to the path is denied.");

        var refusal = Assert.Throws<UnauthorizedAccessException>(() => Scan(_files));

        Assert.That(refusal.Message, Does.Contain($"The user {Environment.UserName}").And.Contain("/data/journal"));
        Assert.That(refusal.Message, Does.Contain("right to read and write that directory"));
    }

    [Test]
    public void ShouldLeaveOtherFilesAlone()
    {
        _files.Put("notes.txt", "mine"u8);
        _files.Put("journal-1.tej", "not twenty digits"u8);
        _files.Put("notes.tmp", "mine"u8);

        Assert.That(Scan(_files, options: Repair).LastSequence, Is.EqualTo(15));
        Assert.That(_files.List(), Is.SupersetOf(new[] { "notes.txt", "journal-1.tej", "notes.tmp" }));
    }

    [Test]
    public void ShouldRemoveWhatACrashLeftHalfWritten()
    {
        string[] halves = [FileNames.OfSnapshot(3) + ".tmp", Third + ".tmp"];
        foreach (var half in halves)
        {
            _files.Put(half, "half"u8);
        }

        Assert.That(Scan(_files).NeedsRepair, Is.True);
        Scan(_files, options: Repair);

        Assert.That(_files.List(), Is.EqualTo(new[] { First, Second, Third }));
    }

    [Test]
    public void ShouldFindARecordBehindALotOfRubbish()
    {
        var bytes = new byte[5 << 20];
        new Random(1).NextBytes(bytes);
        Append(Third, [.. bytes, .. MakeRecord(17)]);

        AssertCorrupt(Third, FileHeader.SizeBytes + (5 * RecordBytes), 16, "and record 17 behind it");
    }

    private void AssertCorrupt(
        string file, long position, long expected, string found, string advice = "There is no readable snapshot")
    {
        JournalScanOptions[] cases = [new(), new() { Repair = true, All = true }];
        foreach (var options in cases)
        {
            var before = _files.List().Select(name => (name, _files.ReadAll(name).Length)).ToList();
            var visitor = new RecordingVisitor();
            var damage = Assert.Throws<JournalCorruptException>(() => Scan(_files, visitor, options));

            Assert.That(damage, Has.Property("File").EqualTo(file).And.Property("Position").EqualTo(position));
            Assert.That(damage, Has.Property("ExpectedSequence").EqualTo(expected));
            Assert.That(damage.Message, Does.Contain($"{file} in /data/journal, byte {position}: "));
            Assert.That(damage.Message, Does.Contain($"expected record {expected}, found ").And.Contain(found));
            Assert.That(damage.Message, Does.Contain(advice).And.Contain("restore the file from a backup"));
            AssertContents(visitor);
            Assert.That(_files.List().Select(name => (name, _files.ReadAll(name).Length)), Is.EqualTo(before));
        }
    }

    private void Damage(string name, int position, byte mask = 1)
    {
        var bytes = _files.ReadAll(name);
        bytes[position] ^= mask;
        _files.Put(name, bytes);
    }

    private void Append(string name, byte[] bytes) => _files.Put(name, [.. _files.ReadAll(name), .. bytes]);

    private static byte[] MakeRecord(long sequence, long? seed = null)
    {
        var record = new byte[RecordBytes];
        RecordFormat.Write(
            record, TypeOf(sequence), sequence, PayloadOf(sequence), seed ?? FileHeader.SeedOf(JournalId));
        return record;
    }

    private void PutHeader(string name, FileHeader header)
    {
        var bytes = _files.ReadAll(name);
        header.Write(bytes, FileHeader.SegmentMagic);
        _files.Put(name, bytes);
    }

    private string PutChangedHeader(string magic, Action<byte[]> change)
    {
        var name = magic == "TEJOURNL" ? Third : FileNames.OfSnapshot(3);
        var header = new byte[FileHeader.SizeBytes];
        new FileHeader(JournalId, magic == "TEJOURNL" ? 11 : 3, Now).Write(
            header, System.Text.Encoding.ASCII.GetBytes(magic));
        change(header);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(56), XxHash3.HashToUInt64(header.AsSpan(0, 56)));
        _files.Put(name, header);
        return name;
    }
}
