using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Markets;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Hosting;

[TestFixture]
public sealed class KafkaHealthTests
{
    private KafkaStatus _status = null!;
    private KafkaHealthThresholds _thresholds = null!;
    private FakeTimeProvider _clock = null!;

    [SetUp]
    public void SetUp()
    {
        _thresholds = new KafkaHealthThresholds();
        _clock = new FakeTimeProvider(Make.Time);
        _status = new KafkaStatus
        {
            IsConnected = true,
            IsWarm = true,
            IsPaused = false,
            SignalPartitionCount = 2,
            TickPartitionCount = 3,
            TickMessageCount = 0,
            SignalMessageCount = 0,
            SignalsInFlight = 0,
            SignalLag = 0,
            DeadLetterCount = 0,
            CommitCount = 0,
            CommitFailureCount = 0,
            AcknowledgedCount = 0,
            UnacknowledgedCount = 0,
            UnacknowledgedAge = TimeSpan.Zero,
            ProducerRebuildCount = 0,
            SignalPartitionsWaiting = 0,
            TakeoverCount = 0,
            AdoptedOrderCount = 0,
            LastTakeoverTime = null,
            LastTakeoverDuration = TimeSpan.Zero,
            LastTickTime = Make.Time,
        };
    }

    [Test]
    public void ShouldBeHealthyWhenAllIsWell()
    {
        var health = Health();

        HealthCheckResult[] results =
        [
            health.CheckConnection(), health.CheckSources(), health.CheckSinks(), health.CheckPrices(),
            health.CheckLag(),
        ];

        Assert.That(results.Select(result => result.Status), Has.All.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public void ShouldBeUnhealthyWithoutConnection()
    {
        _status = _status with { IsConnected = false };

        Assert.That(Health().CheckConnection().Status, Is.EqualTo(HealthStatus.Unhealthy));
    }

    [Test]
    public void ShouldBeDegradedWhilePartitionsWait()
    {
        _status = _status with { SignalPartitionsWaiting = 1 };
        var result = Health().CheckSources();
        Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(result.Data["signalPartitionsWaiting"], Is.EqualTo(1));
    }

    [TestCase(false, 2, false, "The prices of the warm-up are not there yet.")]
    [TestCase(true, 0, false, "This engine has no partition with signals.")]
    [TestCase(true, 2, true, "Signals are held back.")]
    public void ShouldBeDegradedWhereNoSignalsAreTaken(bool isWarm, int partitions, bool isPaused, string text)
    {
        _status = _status with { IsWarm = isWarm, SignalPartitionCount = partitions, IsPaused = isPaused };

        var result = Health().CheckSources();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
            Assert.That(result.Description, Is.EqualTo(text));
            Assert.That(result.Data["signalPartitions"], Is.EqualTo(partitions));
        }
    }

    [TestCase(5_000, HealthStatus.Healthy)]
    [TestCase(5_001, HealthStatus.Degraded)]
    [TestCase(30_000, HealthStatus.Degraded)]
    [TestCase(30_001, HealthStatus.Unhealthy)]
    public void ShouldJudgeTheAgeOfUnacknowledgedEvents(int milliseconds, HealthStatus expected)
    {
        _status = _status with { UnacknowledgedAge = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.That(Health().CheckSinks().Status, Is.EqualTo(expected));
    }

    [TestCase(30, HealthStatus.Healthy)]
    [TestCase(31, HealthStatus.Unhealthy)]
    public void ShouldJudgeTheAgeOfPrices(int seconds, HealthStatus expected)
    {
        var health = Health();
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That(health.CheckPrices().Status, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldWaitForTheFirstTickFromTheStart()
    {
        _status = _status with { LastTickTime = null };
        var health = Health();
        var atStart = health.CheckPrices();
        _clock.Advance(TimeSpan.FromSeconds(31));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(atStart.Status, Is.EqualTo(HealthStatus.Healthy));
            Assert.That(health.CheckPrices().Status, Is.EqualTo(HealthStatus.Unhealthy));
        }
    }

    [Test]
    public void ShouldNotAskForPricesWhileTheMarketIsClosedNorAtOnceWhenItOpens()
    {
        var calendar = MarketCalendar.ByName("XNSE");
        _clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 16, 0, 0, TimeSpan.FromMinutes(330)));
        _status = _status with { LastTickTime = _clock.GetUtcNow() };
        var health = Health(calendar);
        _clock.Advance(TimeSpan.FromHours(17));
        var closed = health.CheckPrices();
        _clock.SetUtcNow(new DateTimeOffset(2026, 6, 2, 9, 15, 20, TimeSpan.FromMinutes(330)));
        var opening = health.CheckPrices();
        _clock.Advance(TimeSpan.FromSeconds(20));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(closed.Description, Is.EqualTo("The market is closed."));
            Assert.That(opening.Status, Is.EqualTo(HealthStatus.Healthy));
            Assert.That(health.CheckPrices().Status, Is.EqualTo(HealthStatus.Unhealthy));
        }
    }

    [Test]
    public void ShouldNotWatchWhatIsInfinite()
    {
        _thresholds.PriceAgeMax = Timeout.InfiniteTimeSpan;
        _thresholds.UnacknowledgedAgeDegraded = Timeout.InfiniteTimeSpan;
        _thresholds.UnacknowledgedAgeUnhealthy = Timeout.InfiniteTimeSpan;
        _status = _status with { UnacknowledgedAge = TimeSpan.FromHours(1) };
        var health = Health();
        _clock.Advance(TimeSpan.FromHours(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(_thresholds.Validate(), Is.Empty);
            Assert.That(health.CheckPrices().Status, Is.EqualTo(HealthStatus.Healthy));
            Assert.That(health.CheckSinks().Status, Is.EqualTo(HealthStatus.Healthy));
        }
    }

    [TestCase(-1, HealthStatus.Healthy)]
    [TestCase(1_000, HealthStatus.Healthy)]
    [TestCase(1_001, HealthStatus.Degraded)]
    public void ShouldJudgeTheLag(long lag, HealthStatus expected)
    {
        _status = _status with { SignalLag = lag };

        Assert.That(Health().CheckLag().Status, Is.EqualTo(expected));
    }

    private KafkaHealth Health(MarketCalendar? calendar = null) =>
        new(() => _status, _thresholds, _clock, calendar ?? MarketCalendar.AlwaysOpen);
}
