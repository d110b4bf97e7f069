namespace TradingEngine.Tests.Ring.Stress;

/// <summary>Watches a stream of events and counts what is wrong with it.</summary>
internal sealed class StreamCheck
{
    private readonly int _stage;
    private readonly long _eventsPerProducer;
    private readonly long[] _next;

    /// <param name="stage">The place in the chain, from 1; the marks of all stages before it are expected.</param>
    /// <param name="producerCount">Producers, numbered from 0.</param>
    /// <param name="eventsPerProducer">Events that each of them sends, counted from 0.</param>
    public StreamCheck(int stage, int producerCount, long eventsPerProducer)
    {
        _stage = stage;
        _eventsPerProducer = eventsPerProducer;
        _next = new long[producerCount];
    }

    /// <summary>Whole events, whether expected or not.</summary>
    public long Accepted { get; private set; }

    /// <summary>Events that the counter of their producer jumped over, before the end or at the end.</summary>
    public long Lost => Skipped + _next.Sum(next => Math.Max(0, _eventsPerProducer - next));

    /// <summary>Events whose counter was there already, or was jumped over before: twice, or out of order.</summary>
    public long Repeated { get; private set; }

    /// <summary>Slots whose words do not belong together.</summary>
    public long Torn { get; private set; }

    /// <summary>Events that came without the mark of a stage before.</summary>
    public long Unmarked { get; private set; }

    /// <summary>Events that no producer sends.</summary>
    public long Unknown { get; private set; }

    /// <summary>Calls whose sequence was not the one after the call before.</summary>
    public long SequenceJumps { get; private set; }

    private long Skipped { get; set; }

    private long NextSequence { get; set; }

    public void Accept(ref StressSlot slot, long sequence)
    {
        SequenceJumps += sequence == NextSequence ? 0 : 1;
        NextSequence = sequence + 1;
        if (!slot.IsWhole)
        {
            Torn++;
            return;
        }

        Accepted++;
        for (var stage = 1; stage < _stage; stage++)
        {
            Unmarked += slot.HasMark(stage) ? 0 : 1;
        }

        Count(slot.Producer, slot.Counter);
    }

    /// <summary>What is wrong, with how often; nothing for a stream in which everything is right.</summary>
    public IEnumerable<(string Name, long Count)> Findings()
    {
        var missing = _next.Length * _eventsPerProducer - Accepted;
        (string Name, long Count)[] all =
        [
            ("accepted", missing),
            ("lost", Lost),
            ("repeated", Repeated),
            ("torn", Torn),
            ("unmarked", Unmarked),
            ("unknown", Unknown),
            ("sequence jumps", SequenceJumps),
        ];

        return all.Where(finding => finding.Count != 0);
    }

    public void AssertClean() => Assert.That(Findings(), Is.Empty, $"stage {_stage}");

    private void Count(long producer, long counter)
    {
        if (producer < 0 || producer >= _next.Length || counter < 0 || counter >= _eventsPerProducer)
        {
            Unknown++;
            return;
        }

        ref var next = ref _next[producer];
        if (counter < next)
        {
            Repeated++;
            return;
        }

        Skipped += counter - next;
        next = counter + 1;
    }
}
