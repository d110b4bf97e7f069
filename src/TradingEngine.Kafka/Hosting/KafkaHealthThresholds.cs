namespace TradingEngine.Kafka.Hosting;

/// <summary>From where on the exchange with Kafka counts as ill.</summary>
public sealed class KafkaHealthThresholds
{
    /// <summary>
    /// Degraded where an event waits longer than this for its acknowledgement, above zero or <see
    /// cref="Timeout.InfiniteTimeSpan"/>. <value>The default is 5 seconds.</value>
    /// </summary>
    public TimeSpan UnacknowledgedAgeDegraded { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Unhealthy where an event waits longer than this for its acknowledgement, above zero or <see
    /// cref="Timeout.InfiniteTimeSpan"/>. <value>The default is 30 seconds.</value>
    /// </summary>
    public TimeSpan UnacknowledgedAgeUnhealthy { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Unhealthy where the newest tick was read longer ago than this while the market is open, above zero; <see
    /// cref="Timeout.InfiniteTimeSpan"/> for never. <value>The default is 30 seconds.</value>
    /// </summary>
    public TimeSpan PriceAgeMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Degraded where more signals than this wait at the broker, 0 or more. <value>The default is 1,000.</value>
    /// </summary>
    public int SignalLagMax { get; set; } = 1_000;

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        CheckAge(errors, nameof(UnacknowledgedAgeDegraded), UnacknowledgedAgeDegraded);
        CheckAge(errors, nameof(UnacknowledgedAgeUnhealthy), UnacknowledgedAgeUnhealthy);
        CheckAge(errors, nameof(PriceAgeMax), PriceAgeMax);
        if (SignalLagMax < 0)
        {
            errors.Add($"{nameof(SignalLagMax)} must be 0 or more, not {SignalLagMax}.");
        }

        return errors;
    }

    /// <summary>Whether an age is above a threshold that may be infinite.</summary>
    internal static bool IsAbove(TimeSpan age, TimeSpan threshold) =>
        threshold != Timeout.InfiniteTimeSpan && age > threshold;

    private static void CheckAge(List<string> errors, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            errors.Add($"{name} must be above zero or infinite, not {value}.");
        }
    }
}
