namespace TradingEngine.Tests.Ring.Stress;

/// <summary>An event of 64 bytes in which every word follows from the producer and its counter.</summary>
internal struct StressSlot
{
    public long Producer;
    public long Counter;
    public long FirstWord;
    public long SecondWord;
    public long FirstMark;
    public long SecondMark;
    public long ThirdMark;
    public long LastWord;

    /// <summary>True where the words fit the producer and the counter.</summary>
    public readonly bool IsWhole =>
        FirstWord == Word(Producer, Counter, 1)
        && SecondWord == Word(Producer, Counter, 2)
        && LastWord == Word(Producer, Counter, 3);

    /// <summary>Writes the event. The marks of the lap before stay, for a stage that runs ahead to meet.</summary>
    public void Write(long producer, long counter)
    {
        Producer = producer;
        FirstWord = Word(producer, counter, 1);
        SecondWord = Word(producer, counter, 2);
        LastWord = Word(producer, counter, 3);
        Counter = counter;
    }

    /// <summary>Leaves the mark of a stage, 1 to 3.</summary>
    public void Mark(int stage) => MarkOf(ref this, stage) = Word(Producer, Counter, 10 + stage);

    /// <summary>True where the stage has left its mark for this very event.</summary>
    public bool HasMark(int stage) => MarkOf(ref this, stage) == Word(Producer, Counter, 10 + stage);

    private static ref long MarkOf(ref StressSlot slot, int stage)
    {
        switch (stage)
        {
            case 1:
                return ref slot.FirstMark;
            case 2:
                return ref slot.SecondMark;
            case 3:
                return ref slot.ThirdMark;
            default:
                throw new ArgumentOutOfRangeException(nameof(stage), stage, "A stage is 1 to 3.");
        }
    }

    private static long Word(long producer, long counter, long place)
    {
        var mixed = (ulong)(((producer + 1) << 48) ^ (counter << 8) ^ place) * 0x9E37_79B9_7F4A_7C15;
        return (long)(mixed ^ (mixed >> 29));
    }
}
