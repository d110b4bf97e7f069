using CsCheck;
using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;
using static TradingEngine.Tests.Journal.Storage.StorageTest;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>
/// Random work with crashes in it: what was promised is there afterwards, in order, and nothing else.
/// </summary>
[TestFixture]
public sealed class JournalCrashTests
{
    private const int LifeCount = 8;
    private const int StepCount = 30;

    [Test]
    public void ShouldKeepItsPromisesThroughCrashes() =>
        Gen.Int[0, int.MaxValue].Sample(seed => new Run(seed).Live(), iter: 1_000);

    [Test]
    public void ShouldRunTheSameWayForTheSameSeed()
    {
        var first = new Run(7);
        var second = new Run(7);
        first.Live();
        second.Live();

        Assert.That(second.Files.List(), Is.EqualTo(first.Files.List()));
        foreach (var name in first.Files.List().Where(name => FileNames.IsSnapshot(name, out _)))
        {
            Assert.That(second.Files.ReadAll(name), Is.EqualTo(first.Files.ReadAll(name)));
        }
    }

    private sealed class Run(int seed)
    {
        private readonly Random _random = new(seed);

        private long _written;
        private long _durable;
        private long _appended;

        public MemoryJournalFiles Files { get; } = new();

        public void Live()
        {
            for (var life = 0; life < LifeCount; life++)
            {
                if (_random.Next(4) > 0)
                {
                    Files.CrashAt(_random.Next(1, 60));
                }

                LiveOnce();
                Crash();
                Check();
            }
        }

        private void LiveOnce()
        {
            try
            {
                var log = Open(Files);
                _appended = log.LastSequence;
                (_written, _durable) = (log.WrittenSequence, Math.Max(_durable, log.DurableSequence));
                for (var step = 0; step < StepCount; step++)
                {
                    Step(log);
                }
            }
            catch (Exception exception) when (exception is SimulatedCrashException or JournalFailedException)
            {
                // The rest of this life does not happen.
            }
        }

        private void Step(JournalLog log)
        {
            var sequence = log.LastSequence;
            switch (_random.Next(10))
            {
                case < 4:
                    // What is lost before it was written may come again, and then is written with the same content.
                    _appended = Append(log, _random.Next(1, 20), bytes: 100);
                    break;
                case < 6:
                    log.Write(sequence);
                    _written = sequence;
                    break;
                case < 8:
                    log.Sync(sequence);
                    _written = _durable = sequence;
                    break;
                case 8:
                    log.Roll();
                    _written = _durable = sequence;
                    break;
                default:
                    KeepSnapshot(log, sequence);
                    break;
            }
        }

        private void KeepSnapshot(JournalLog log, long sequence)
        {
            if (sequence == 0 || Files.List().Contains(FileNames.OfSnapshot(sequence)))
            {
                return;
            }

            log.WriteSnapshot(sequence, PayloadOf(sequence), Now);
            _written = _durable = sequence;
            log.RemoveSegmentsBefore(sequence, long.MaxValue, null);
        }

        private void Crash()
        {
            if (_random.Next(2) == 0)
            {
                Files.CrashProcess();
                return;
            }

            Files.CrashMachine(_random);
            _written = _durable;
        }

        private void Check()
        {
            var wantsAll = _random.Next(2) == 0;
            var visitor = new RecordingVisitor(from: wantsAll ? 1 : null);
            var scan = Scan(Files, visitor);

            var first = wantsAll ? Math.Max(1, scan.FirstSequence) : scan.SnapshotSequence + 1;
            AssertContents(visitor, bytes: 100);
            if (!visitor.Sequences.SequenceEqual(Range(first, scan.LastSequence)))
            {
                Assert.Fail("Records are missing or out of order.");
            }

            Assert.That(scan.LastSequence, Is.InRange(Math.Max(_written, _durable), _appended));
            Assert.That(
                visitor.Snapshot?.Payload, Is.EqualTo(visitor.Snapshot is { } kept ? PayloadOf(kept.Sequence) : null));
        }
    }
}
