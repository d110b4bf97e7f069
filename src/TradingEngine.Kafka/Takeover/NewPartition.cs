namespace TradingEngine.Kafka.Takeover;

/// <summary>A partition of signals that this engine got. Used under the lock of <see cref="NewPartitions"/>.</summary>
internal sealed class NewPartition
{
    public NewPartition(long number)
    {
        Number = number;
    }

    /// <summary>Which assignment it is of: a partition that goes and comes again is another one.</summary>
    public long Number { get; }

    /// <summary>Whether its signals wait for the orders of others.</summary>
    public bool IsWaiting { get; set; } = true;

    /// <summary>Where it ended after it was assigned: what is before that, another engine may have had.</summary>
    public long End { get; set; } = long.MaxValue;
}
