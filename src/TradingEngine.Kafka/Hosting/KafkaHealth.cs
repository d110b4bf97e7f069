using Microsoft.Extensions.Diagnostics.HealthChecks;
using TradingEngine.Markets;

namespace TradingEngine.Kafka.Hosting;

/// <summary>Judges the exchange with Kafka by its status, one aspect at a time.</summary>
public sealed class KafkaHealth
{
    private readonly Func<KafkaStatus> _getStatus;
    private readonly KafkaHealthThresholds _thresholds;
    private readonly TimeProvider _timeProvider;
    private readonly MarketCalendar _calendar;
    private readonly DateTimeOffset _startTime;

    /// <summary>Judges what a function says.</summary>
    /// <param name="getStatus">Gives the status of this moment.</param>
    /// <param name="thresholds">From where on it is ill.</param>
    /// <param name="timeProvider">The engine's clock. No price is older than this object and this session.</param>
    /// <param name="calendar">When the market is open; otherwise prices may be old.</param>
    public KafkaHealth(
        Func<KafkaStatus> getStatus,
        KafkaHealthThresholds thresholds,
        TimeProvider timeProvider,
        MarketCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(getStatus);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(calendar);
        _getStatus = getStatus;
        _thresholds = thresholds;
        _timeProvider = timeProvider;
        _calendar = calendar;
        _startTime = timeProvider.GetUtcNow();
    }

    /// <summary>Whether a broker can be reached: healthy or unhealthy.</summary>
    public HealthCheckResult CheckConnection() => _getStatus().IsConnected
        ? HealthCheckResult.Healthy("A broker can be reached.")
        : HealthCheckResult.Unhealthy("No broker can be reached.");

    /// <summary>
    /// Whether signals are taken: degraded during the warm-up, while partitions wait for the orders of others, while signals
    /// are held back, and without a partition, which is the lot of a member that stands by.
    /// </summary>
    public HealthCheckResult CheckSources()
    {
        var status = _getStatus();
        var data = new Dictionary<string, object>
        {
            ["signalPartitions"] = status.SignalPartitionCount,
            ["signalPartitionsWaiting"] = status.SignalPartitionsWaiting,
            ["tickPartitions"] = status.TickPartitionCount,
            ["signalsInFlight"] = status.SignalsInFlight,
            ["deadLetters"] = status.DeadLetterCount,
        };
        if (!status.IsWarm)
        {
            return HealthCheckResult.Degraded("The prices of the warm-up are not there yet.", data: data);
        }

        if (status.SignalPartitionCount == 0)
        {
            return HealthCheckResult.Degraded("This engine has no partition with signals.", data: data);
        }

        if (status.SignalPartitionsWaiting > 0)
        {
            return HealthCheckResult.Degraded("Partitions wait until the orders of others are read back.", data: data);
        }

        return status.IsPaused
            ? HealthCheckResult.Degraded("Signals are held back.", data: data)
            : HealthCheckResult.Healthy("Signals are taken.", data);
    }

    /// <summary>Whether events are acknowledged in time.</summary>
    public HealthCheckResult CheckSinks()
    {
        var status = _getStatus();
        var age = status.UnacknowledgedAge;
        var data = new Dictionary<string, object>
        {
            ["unacknowledged"] = status.UnacknowledgedCount,
            ["unacknowledgedAge"] = age,
            ["acknowledged"] = status.AcknowledgedCount,
        };
        var text = $"The oldest event without acknowledgement waits {age}.";
        if (KafkaHealthThresholds.IsAbove(age, _thresholds.UnacknowledgedAgeUnhealthy))
        {
            return HealthCheckResult.Unhealthy(text, data: data);
        }

        return KafkaHealthThresholds.IsAbove(age, _thresholds.UnacknowledgedAgeDegraded)
            ? HealthCheckResult.Degraded(text, data: data)
            : HealthCheckResult.Healthy("Events are acknowledged in time.", data);
    }

    /// <summary>
    /// Whether ticks come while the market is open. Waiting begins with the last tick, the session or this object,
    /// whichever is the latest: yesterday's prices are no fault at the opening.
    /// </summary>
    public HealthCheckResult CheckPrices()
    {
        if (_thresholds.PriceAgeMax == Timeout.InfiniteTimeSpan)
        {
            return HealthCheckResult.Healthy("The age of prices is not watched.");
        }

        var now = _timeProvider.GetUtcNow();
        var period = _calendar.GetPeriod(now);
        if (!period.IsOpen)
        {
            return HealthCheckResult.Healthy("The market is closed.");
        }

        var opening = new DateTimeOffset(period.StartUtcTicks, TimeSpan.Zero);
        var age = now - Latest(_getStatus().LastTickTime ?? _startTime, Latest(opening, _startTime));
        var data = new Dictionary<string, object> { ["priceAge"] = age };
        return age > _thresholds.PriceAgeMax
            ? HealthCheckResult.Unhealthy($"There was no tick for {age}.", data: data)
            : HealthCheckResult.Healthy("Prices are new.", data);
    }

    /// <summary>Whether signals wait at the broker. A lag that is not known yet is healthy.</summary>
    public HealthCheckResult CheckLag()
    {
        var lag = _getStatus().SignalLag;
        var data = new Dictionary<string, object> { ["signalLag"] = lag };
        return lag > _thresholds.SignalLagMax
            ? HealthCheckResult.Degraded($"{lag} signals wait at the broker.", data: data)
            : HealthCheckResult.Healthy(lag < 0 ? "The lag is not known yet." : $"{lag} signals wait.", data);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
