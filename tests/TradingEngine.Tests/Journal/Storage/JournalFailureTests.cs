using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>After a failure of the disk nothing is written any more, and what was durable stays.</summary>
[TestFixture]
public sealed class JournalFailureTests
{
    private static readonly IOException Full = new("No space left on device");

    private MemoryJournalFiles _files = null!;

    [SetUp]
    public void CreateFiles() => _files = new MemoryJournalFiles("/data/journal");

    [TestCase(1, "the write")]
    [TestCase(2, "the sync")]
    public void ShouldFailForGood(int operation, string which)
    {
        using var log = Open(_files);
        AppendAndSync(log, 3);
        _files.FailAt(operation, Full);
        Append(log, 2);

        var failure = Assert.Throws<JournalFailedException>(() => log.Sync(5), which);

        Assert.That(failure.InnerException, Is.SameAs(Full));
        Assert.That(failure.Message, Does.Contain("/data/journal").And.Contain(FileNames.OfSegment(1)));
        Assert.That(failure.Message, Does.Contain("No space left").And.Contain("Records up to 3 are durable"));
        Assert.That(failure.Message, Does.Contain("Free space on the disk").And.Contain("restart"));
        Assert.That(log.Failure, Is.SameAs(Full));
        var operations = _files.Operations;
        Assert.That(Append(log), Is.EqualTo(6));
        Assert.That(() => log.Sync(6), Throws.InstanceOf<JournalFailedException>());
        Assert.That(() => log.Write(6), Throws.InstanceOf<JournalFailedException>());
        Assert.That(log.Roll, Throws.InstanceOf<JournalFailedException>());
        Assert.That(() => log.WriteSnapshot(3, Array.Empty<byte>(), Now), Throws.InstanceOf<JournalFailedException>());
        Assert.That(
            () => log.RemoveSegmentsBefore(1, Now, null), Throws.InstanceOf<JournalFailedException>());
        Assert.That(() => log.Sync(3), Throws.Nothing, "it was durable before");
        Assert.That(log.Dispose, Throws.Nothing);
        Assert.That(_files.Operations, Is.EqualTo(operations), "nothing is tried again");
    }

    [Test]
    public void ShouldKeepWhatWasDurableAtEveryOperationThatFails([Values] bool machineCrashes)
    {
        var operations = CountOperations();
        for (var n = 1; n <= operations; n++)
        {
            var files = new MemoryJournalFiles();
            files.FailAt(n, Full);
            var durable = RunUntilItFails(files);
            if (machineCrashes)
            {
                files.CrashMachine(new Random(n));
            }
            else
            {
                files.CrashProcess();
            }

            var visitor = new RecordingVisitor();
            var scan = Scan(files, visitor, Repair);
            AssertRight(visitor, scan.SnapshotSequence + 1, scan.LastSequence);
            Assert.That(scan.LastSequence, Is.GreaterThanOrEqualTo(durable), $"operation {n} of {operations}");
        }
    }

    [Test]
    public void ShouldWriteAgainWhatAFailedSyncMayHaveLost()
    {
        var log = Open(_files);
        AppendAndSync(log, 3);
        Append(log, 3);
        _files.FailAt(2, Full);
        Assert.That(() => log.Sync(6), Throws.InstanceOf<JournalFailedException>());
        _files.CrashProcess();

        // The new process reads all six from the page cache, and claims them to be durable.
        using var next = Open(_files);
        var claimed = next.DurableSequence;
        _files.CrashMachine(new Random(1));

        Assert.That(claimed, Is.EqualTo(6));
        Assert.That(Scan(_files).LastSequence, Is.EqualTo(6));
    }

    [Test]
    public void ShouldTellWhereItCannotBegin()
    {
        var scan = Scan(_files);
        _files.FailAt(1, new UnauthorizedAccessException("Access is denied."));

        Assert.That(
            () => JournalLog.Open(_files, new JournalLogOptions(), scan),
            Throws.InstanceOf<JournalFailedException>().With.Message.Contains(FileNames.OfSegment(1))
                .And.Message.Contains("Access is denied"));
    }

    [Test]
    public void ShouldEndInSilenceWhereTheDiskFailsAtTheEnd()
    {
        var log = Open(_files);
        Append(log, 3);
        _files.FailAt(1, Full);

        Assert.That(log.Dispose, Throws.Nothing);
        Assert.That(log.Failure, Is.SameAs(Full));
    }

    [Test]
    public void ShouldNotBeWrittenBeforeItIsRepaired()
    {
        using (var log = Open(_files))
        {
            AppendAndSync(log, 3);
        }

        _files.OpenForAppend(FileNames.OfSegment(1)).Write("torn"u8);
        var scan = Scan(_files);

        Assert.That(
            () => JournalLog.Open(_files, new JournalLogOptions(), scan),
            Throws.InvalidOperationException.With.Message.Contains("Repair"));
    }

    private static long CountOperations()
    {
        var files = new MemoryJournalFiles();
        Assert.That(RunUntilItFails(files), Is.EqualTo(12));
        return files.Operations;
    }

    private static long RunUntilItFails(MemoryJournalFiles files)
    {
        var durable = 0L;
        try
        {
            using var log = Open(files);
            for (var i = 0; i < 4; i++)
            {
                durable = AppendAndSync(log, 3);
                log.WriteSnapshot(durable - 1, "state"u8.ToArray(), Now);
                log.Roll();
                log.RemoveSegmentsBefore(durable, long.MaxValue, null);
            }
        }
        catch (JournalFailedException)
        {
            // As far as it came.
        }

        return durable;
    }
}
