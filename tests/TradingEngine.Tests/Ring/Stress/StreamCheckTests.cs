namespace TradingEngine.Tests.Ring.Stress;

/// <summary>Feeds the check of the stress test streams that are broken on purpose: each alarm has to go off.</summary>
[TestFixture]
internal sealed class StreamCheckTests
{
    private const int ProducerCount = 2;
    private const int EventsPerProducer = 10;

    private readonly List<StressSlot> _stream = [];

    [SetUp]
    public void WriteACleanStream()
    {
        _stream.Clear();
        for (var counter = 0; counter < EventsPerProducer; counter++)
        {
            for (var producer = 0; producer < ProducerCount; producer++)
            {
                var slot = default(StressSlot);
                slot.Write(producer, counter);
                slot.Mark(1);
                slot.Mark(2);
                _stream.Add(slot);
            }
        }
    }

    [Test]
    public void ShouldAcceptACleanStream() => Assert.That(Findings(), Is.Empty);

    [Test]
    public void ShouldReportALostEvent()
    {
        _stream.RemoveAt(5);
        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "lost"]));
    }

    [Test]
    public void ShouldReportALostLastEvent()
    {
        _stream.RemoveAt(_stream.Count - 1);
        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "lost"]));
    }

    [Test]
    public void ShouldReportAnEmptyStream()
    {
        _stream.Clear();
        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "lost"]));
    }

    [Test]
    public void ShouldReportARepeatedEvent()
    {
        _stream.Insert(6, _stream[5]);
        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "repeated"]));
    }

    [Test]
    public void ShouldReportAStaleEventInPlaceOfANewOne()
    {
        _stream[12] = _stream[4];
        Assert.That(Findings(), Is.EquivalentTo((string[])["lost", "repeated"]));
    }

    [Test]
    public void ShouldReportEventsOfOneProducerOutOfOrder()
    {
        (_stream[4], _stream[6]) = (_stream[6], _stream[4]);
        Assert.That(Findings(), Is.EquivalentTo((string[])["lost", "repeated"]));
    }

    [Test]
    public void ShouldAcceptAnyOrderBetweenProducers()
    {
        (_stream[4], _stream[5]) = (_stream[5], _stream[4]);
        Assert.That(Findings(), Is.Empty);
    }

    [TestCase(nameof(StressSlot.Producer))]
    [TestCase(nameof(StressSlot.Counter))]
    [TestCase(nameof(StressSlot.FirstWord))]
    [TestCase(nameof(StressSlot.SecondWord))]
    [TestCase(nameof(StressSlot.LastWord))]
    public void ShouldReportATornSlot(string field)
    {
        object boxed = _stream[8];
        var info = typeof(StressSlot).GetField(field)!;
        info.SetValue(boxed, info.GetValue(_stream[8 + 3]));
        _stream[8] = (StressSlot)boxed;

        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "lost", "torn"]));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ShouldReportAMarkOfTheLapBefore(int stage)
    {
        var old = _stream[2];
        var slot = _stream[8];
        (stage == 1 ? ref slot.FirstMark : ref slot.SecondMark) = stage == 1 ? old.FirstMark : old.SecondMark;
        _stream[8] = slot;

        Assert.That(Findings(), Is.EquivalentTo((string[])["unmarked"]));
    }

    [Test]
    public void ShouldReportAnEventThatNobodySent()
    {
        var slot = default(StressSlot);
        slot.Write(ProducerCount, 0);
        slot.Mark(1);
        slot.Mark(2);
        _stream.Add(slot);

        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "unknown"]));
    }

    [Test]
    public void ShouldReportASlotThatWasNeverWritten()
    {
        _stream[8] = default;
        Assert.That(Findings(), Is.EquivalentTo((string[])["accepted", "lost", "torn"]));
    }

    [Test]
    public void ShouldReportAJumpOfTheSequence() =>
        Assert.That(Findings(firstSequence: 1), Is.EquivalentTo((string[])["sequence jumps"]));

    private List<string> Findings(long firstSequence = 0)
    {
        var check = new StreamCheck(3, ProducerCount, EventsPerProducer);
        for (var i = 0; i < _stream.Count; i++)
        {
            var slot = _stream[i];
            check.Accept(ref slot, firstSequence + i);
        }

        return [.. check.Findings().Select(finding => finding.Name)];
    }
}
