namespace TradingEngine.Hosting.Health;

/// <summary>From where on an engine counts as ill.</summary>
public sealed class HealthThresholds
{
    /// <summary>
    /// The engine is degraded where more than this part of the ring or of the egress ring is in use, in percent, 1
    /// to 100.
    /// <value>The default is 90.</value>
    /// </summary>
    public int RingFillPercentMax { get; set; } = 90;

    /// <summary>
    /// The sinks are degraded where one threw since the last check, and unhealthy where they threw more often than
    /// this, 0 or more. <value>The default is 10.</value>
    /// </summary>
    public int SinkFailureCountMax { get; set; } = 10;

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (RingFillPercentMax is < 1 or > 100)
        {
            errors.Add($"{nameof(RingFillPercentMax)} must be 1 to 100, not {RingFillPercentMax}.");
        }

        if (SinkFailureCountMax < 0)
        {
            errors.Add($"{nameof(SinkFailureCountMax)} must be 0 or more, not {SinkFailureCountMax}.");
        }

        return errors;
    }
}
