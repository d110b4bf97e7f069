using TradingEngine.Journal.Storage;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>Many threads share few syncs, and each finds its own record durable.</summary>
[TestFixture]
public sealed class GroupCommitTests
{
    private const int ThreadCount = 8;
    private const int RecordsPerThread = 200;

    [Test]
    public void ShouldMakeEachThreadsRecordDurable()
    {
        using var directory = new TemporaryDirectory();
        var files = new DirectoryFiles(directory.Path);
        var sequences = new long[ThreadCount][];
        using (var log = Open(files))
        {
            RunThreads(index => sequences[index] = AppendOneByOne(log, index));

            Assert.That(log.SyncCount, Is.LessThanOrEqualTo(ThreadCount * RecordsPerThread));
            Assert.That(log.DurableSequence, Is.EqualTo(ThreadCount * RecordsPerThread));
        }

        Assert.That(sequences.SelectMany(list => list).Order(), Is.EqualTo(Range(1, ThreadCount * RecordsPerThread)));
        AssertEachOwnsItsRecords(files, sequences);
    }

    [Test]
    public void ShouldAppendWhileTheDiskWorks()
    {
        var files = new TestKit.Journal.MemoryJournalFiles();
        using var log = Open(files);
        using var syncing = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        files.BeforeSync = () =>
        {
            syncing.Set();
            mayGoOn.Wait();
        };
        var first = Append(log);
        var thread = new Thread(() => log.Sync(first));
        thread.Start();
        syncing.Wait();

        var last = Append(log, 10);
        Assert.That(log.DurableSequence, Is.Zero);
        mayGoOn.Set();
        thread.Join();
        Assert.That(log.DurableSequence, Is.EqualTo(first));
        log.Sync(last);

        Assert.That(log, Has.Property("SyncCount").EqualTo(2).And.Property("DurableSequence").EqualTo(last));
    }

    [Test]
    public void ShouldStopAllThreadsWhenTheDiskFails()
    {
        var files = new TestKit.Journal.MemoryJournalFiles();
        var durable = new long[ThreadCount];
        var failures = 0;
        using var log = Open(files);
        files.FailAt(50, new IOException("no"));
        RunThreads(index =>
        {
            try
            {
                while (true)
                {
                    var sequence = log.Append((byte)index, PayloadOf(1));
                    log.Sync(sequence);
                    durable[index] = sequence;
                }
            }
            catch (JournalFailedException)
            {
                Interlocked.Increment(ref failures);
            }
        });

        files.CrashMachine(new Random(1));
        Assert.That(failures, Is.EqualTo(ThreadCount));
        Assert.That(Scan(files).LastSequence, Is.GreaterThanOrEqualTo(durable.Max()));
    }

    private static long[] AppendOneByOne(JournalLog log, int index)
    {
        var sequences = new long[RecordsPerThread];
        for (var i = 0; i < RecordsPerThread; i++)
        {
            sequences[i] = log.Append((byte)index, BitConverter.GetBytes(i));
            log.Sync(sequences[i]);
            if (log.DurableSequence < sequences[i])
            {
                throw new InvalidOperationException($"Record {sequences[i]} is not durable.");
            }
        }

        return sequences;
    }

    private static void AssertEachOwnsItsRecords(DirectoryFiles files, long[][] sequences)
    {
        var visitor = new RecordingVisitor();
        Scan(files, visitor);
        for (var index = 0; index < ThreadCount; index++)
        {
            var own = visitor.Records.Where(record => record.Type == index).ToList();
            Assert.That(own.Select(record => record.Sequence), Is.EqualTo(sequences[index]));
            Assert.That(
                own.Select(record => BitConverter.ToInt32(record.Payload)),
                Is.EqualTo(Enumerable.Range(0, RecordsPerThread)));
        }
    }

    private static void RunThreads(Action<int> act)
    {
        var errors = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, ThreadCount)
            .Select(index => new Thread(() => Catch(() => act(index)))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(errors, Is.Empty);

        void Catch(Action action)
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                errors.Enqueue(exception);
            }
        }
    }
}
