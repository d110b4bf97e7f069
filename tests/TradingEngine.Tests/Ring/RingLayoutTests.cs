using System.Runtime.CompilerServices;
using TradingEngine.Internals;
using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;
using ProducerFields = TradingEngine.Ring.SingleProducerSequencer.ProducerFields;

namespace TradingEngine.Tests.Ring;

[TestFixture]
public sealed class RingLayoutTests
{
    private const int LineSizeBytes = 64;
    private const int PairOfLinesBytes = 128;

    [Test]
    public void ShouldKeepAPairOfLinesFreeAroundASequence()
    {
        var sequence = new Sequence();
        var before = Distance(ref FirstByte(sequence), ref Padded(sequence).Value);
        var after = ContentSizeBytes(() => new Sequence()) - before - sizeof(long);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.GreaterThanOrEqualTo(PairOfLinesBytes), "before");
            Assert.That(after, Is.GreaterThanOrEqualTo(PairOfLinesBytes), "after");
        }
    }

    [Test]
    public void ShouldKeepALineFreeAroundTheFieldsOfTheSingleProducer()
    {
        var fields = default(ProducerFields);
        ref var start = ref Unsafe.As<ProducerFields, byte>(ref fields);
        var next = Distance(ref start, ref fields.Next);
        var gate = Distance(ref start, ref fields.CachedGate);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(next, Is.GreaterThanOrEqualTo(LineSizeBytes), "before");
            Assert.That(gate, Is.EqualTo(next + sizeof(long)), "together");
            Assert.That(
                Unsafe.SizeOf<ProducerFields>() - gate - sizeof(long), Is.GreaterThanOrEqualTo(LineSizeBytes), "after");
        }
    }

    [Test]
    public void ShouldKeepThatDistanceInsideTheSequencer()
    {
        var cursor = new Sequence();
        var strategy = new YieldingWaitStrategy();
        var sequencer = new SingleProducerSequencer(64, cursor, strategy);
        var size = ContentSizeBytes(() => new SingleProducerSequencer(64, cursor, strategy));
        var next = Distance(ref FirstByte(sequencer), ref Producer(sequencer).Next);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(next, Is.GreaterThanOrEqualTo(LineSizeBytes), "before");
            Assert.That(size - next - 2 * sizeof(long), Is.GreaterThanOrEqualTo(LineSizeBytes), "after");
        }
    }

    [TestCase(2)]
    [TestCase(64)]
    [TestCase(8192)]
    public void ShouldStartSlotsWithoutReferencesOnALine(int size)
    {
        var ring = TestRing.Buffer<PipelineSlot>(size);
        var offLine = new List<int>();
        for (var i = 0; i < size; i++)
        {
            if (AddressOf(ref ring[i]) % LineSizeBytes != 0 || Distance(ref ring[0], ref ring[i]) != i * LineSizeBytes)
            {
                offLine.Add(i);
            }
        }

        Assert.That(offLine, Is.Empty);
    }

    [Test]
    public void ShouldKeepThePlaceOfPinnedSlotsOverACollection()
    {
        var ring = TestRing.Buffer<PipelineSlot>(64);
        var address = AddressOf(ref ring[0]);

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.That(AddressOf(ref ring[0]), Is.EqualTo(address));
    }

    [Test]
    public void ShouldStartSlotsOfAnotherSizeOnALineToo()
    {
        var ring = TestRing.Buffer<NumberSlot>(64);

        Assert.That(AddressOf(ref ring[0]) % LineSizeBytes, Is.Zero);
    }

    [Test]
    public void ShouldKeepALineFreeAroundSlotsWithReferences()
    {
        const int Size = 64;
        var ring = TestRing.Buffer<ReferenceSlot>(Size);
        var entries = EntriesOf<ReferenceSlot>.Get(ring);
        ref var start = ref entries[0];
        var before = Distance(ref start, ref ring[0]);
        var afterLast = Distance(ref start, ref ring[Size - 1]) + Unsafe.SizeOf<ReferenceSlot>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Is.GreaterThanOrEqualTo(LineSizeBytes), "before");
            Assert.That(
                entries.Length * Unsafe.SizeOf<ReferenceSlot>() - afterLast,
                Is.GreaterThanOrEqualTo(LineSizeBytes),
                "after");
        }
    }

    [Test]
    public void ShouldGiveTheSameSlotOneLapLater()
    {
        var ring = TestRing.Buffer<NumberSlot>(8);

        Assert.That(Unsafe.AreSame(ref ring[3], ref ring[(1L << 40) + 3]), Is.True);
    }

    private static long ContentSizeBytes(Func<object> create)
    {
        create();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var created = create();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(created);

        return allocated - 2 * sizeof(long);
    }

    private static ref byte FirstByte(object value) => ref Unsafe.As<RawContent>(value).First;

    private static long Distance<TStart, TEnd>(ref TStart start, ref TEnd end) =>
        Unsafe.ByteOffset(ref Unsafe.As<TStart, byte>(ref start), ref Unsafe.As<TEnd, byte>(ref end));

    private static unsafe long AddressOf<T>(ref T slot) => (long)Unsafe.AsPointer(ref slot);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_padded")]
    private static extern ref PaddedLong Padded(Sequence sequence);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_producer")]
    private static extern ref ProducerFields Producer(SingleProducerSequencer sequencer);
}
