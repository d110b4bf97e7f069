using TradingEngine.Journal.Storage;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>What the tests of the storage have in common.</summary>
internal static class StorageTest
{
    public static readonly Guid JournalId = new("00112233-4455-4677-8899-aabbccddeeff");

    public const long Now = 639_000_000_000_000_000;

    public static JournalScanOptions Repair { get; } = new() { Repair = true };

    public static JournalScan Scan(
        IJournalFiles files, IRecordVisitor? visitor = null, JournalScanOptions? options = null) =>
        JournalScan.Read(files, options ?? new JournalScanOptions(), visitor ?? new RecordingVisitor());

    public static JournalLog Open(IJournalFiles files, int segmentBytesMax = JournalLogOptions.SegmentBytesMin)
    {
        var options = new JournalLogOptions { SegmentBytesMax = segmentBytesMax, NewJournalId = JournalId };
        return JournalLog.Open(files, options, Scan(files, options: Repair));
    }

    /// <summary>The payload that the record of a sequence has in these tests.</summary>
    public static byte[] PayloadOf(long sequence, int bytes = 10)
    {
        var payload = new byte[bytes];
        new Random((int)sequence).NextBytes(payload);
        return payload;
    }

    public static byte TypeOf(long sequence) => (byte)(sequence % 7);

    public static long Append(JournalLog log, int count = 1, int bytes = 10)
    {
        var last = log.LastSequence;
        for (var i = 0; i < count; i++)
        {
            last = log.Append(TypeOf(last + 1), PayloadOf(last + 1, bytes));
        }

        return last;
    }

    public static long AppendAndSync(JournalLog log, int count = 1, int bytes = 10)
    {
        var last = Append(log, count, bytes);
        log.Sync(last);
        return last;
    }

    /// <summary>The records are those of <see cref="Append"/>, without a gap.</summary>
    public static void AssertRight(RecordingVisitor visitor, long first, long last, int bytes = 10)
    {
        Assert.That(visitor.Sequences, Is.EqualTo(Range(first, last)));
        AssertContents(visitor, bytes);
    }

    public static void AssertContents(RecordingVisitor visitor, int bytes = 10)
    {
        foreach (var (sequence, type, payload) in visitor.Records)
        {
            if (type != TypeOf(sequence) || !payload.AsSpan().SequenceEqual(PayloadOf(sequence, bytes)))
            {
                Assert.Fail($"Record {sequence} is not what was appended.");
            }
        }
    }

    public static IEnumerable<long> Range(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }
}
