namespace TradingEngine.Journal.Storage;

/// <summary>How a journal is written.</summary>
internal sealed class JournalLogOptions
{
    public const int SegmentBytesMin = 4 << 10;
    public const int SegmentBytesLimit = 1 << 30;

    /// <summary>Above this size a segment is ended, in bytes, 4 KiB to 1 GiB.</summary>
    /// <remarks>A segment can be larger by what one write hands over.</remarks>
    /// <value>The default is 64 MiB.</value>
    public int SegmentBytesMax { get; init; } = 64 << 20;

    /// <summary>Dates the segments.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The id of a journal that is new; one that exists keeps its own.</summary>
    /// <value>The default is a random one.</value>
    public Guid? NewJournalId { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytesMax, SegmentBytesMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytesMax, SegmentBytesLimit);
    }
}
