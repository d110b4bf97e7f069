using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.Tests.Demo;

[TestFixture]
public sealed class GeneratedDayTests
{
    private static readonly DemoOptions Small = new(Seed: 7, TickCount: 20_000, SignalCount: 1_000);

    [Test]
    public void ShouldBeTheSameForASeed()
    {
        var first = Read(Small);
        var second = Read(Small);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void ShouldDifferForAnotherSeed()
    {
        Assert.That(Read(Small with { Seed = 8 }), Is.Not.EqualTo(Read(Small)));
    }

    [TestCase(1_000, 0, 1, 1)]
    [TestCase(1_000, 5_000, 3, 2)]
    [TestCase(20_000, 99, 1_000, 30)]
    public void ShouldHaveTheCountsThatWereAskedFor(int ticks, int signals, int instruments, int strategies)
    {
        var options = new DemoOptions(1, ticks, signals, instruments, strategies);
        var events = Read(options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ticks(events).Count(), Is.EqualTo(ticks));
            Assert.That(Signals(events).Count(), Is.EqualTo(signals));
            Assert.That(new GeneratedDay(options).EventCount, Is.EqualTo(events.Count));
            Assert.That(Ticks(events).Select(tick => tick.InstrumentToken).Distinct().Count(), Is.EqualTo(instruments));
        }
    }

    [Test]
    public void ShouldHaveAMillionTicksByDefault()
    {
        var day = new GeneratedDay(new DemoOptions());
        var ticks = 0;
        var signals = 0;
        while (day.TryRead(out var next))
        {
            _ = next.Signal is null ? ticks++ : signals++;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ticks, Is.GreaterThanOrEqualTo(1_000_000));
            Assert.That(signals, Is.GreaterThanOrEqualTo(2_000));
            Assert.That(day.StrategyIds, Has.Count.EqualTo(5).And.Unique);
        }
    }

    [Test]
    public void ShouldKeepPricesOnTheTickSizeAndInTheBand()
    {
        foreach (var ofInstrument in Ticks(Read(Small)).GroupBy(tick => tick.InstrumentToken))
        {
            var opening = ofInstrument.First().LastPrice.Raw;
            foreach (var tick in ofInstrument)
            {
                Assert.That(tick.LastPrice.Raw, Is.GreaterThan(opening * 3 / 4).And.LessThan(opening * 5 / 4));
                Assert.That(tick.LastPrice.Raw % Price.Parse("0.05").Raw, Is.Zero);
                Assert.That(tick.LastTradedQuantity, Is.Positive);
            }
        }
    }

    [Test]
    public void ShouldAscendInTime()
    {
        Assert.That(Read(Small).Select(next => next.Time), Is.Ordered);
    }

    [Test]
    public void ShouldTickInsideTheSessionOnly()
    {
        var calendar = MarketCalendar.ByName("XNSE");
        Assert.That(Ticks(Read(Small)).Select(tick => tick.Timestamp), Is.All.Matches<DateTimeOffset>(calendar.IsOpen));
    }

    [Test]
    public void ShouldBeBusyAfterTheOpeningAndBeforeTheClose()
    {
        var ticks = Ticks(Read(Small)).ToList();
        var opening = Count(ticks, new TimeSpan(9, 15, 0));
        var noon = Count(ticks, new TimeSpan(12, 15, 0));
        var closing = Count(ticks, new TimeSpan(15, 0, 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(opening, Is.GreaterThan(2 * noon));
            Assert.That(closing, Is.GreaterThan(2 * noon));
        }
    }

    [Test]
    public void ShouldHoldSignalsOfEveryKind()
    {
        var events = Read(Small);
        var signals = Signals(events).ToList();
        var isOpen = events.Where(next => next.Signal is not null)
            .Select(next => GeneratedDay.Calendar.IsOpen(next.Time)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(signals.Select(signal => signal.Type).Distinct().Count(), Is.EqualTo(3));
            Assert.That(signals, Has.Some.Property("StrategyId").EqualTo(SignalMaker.UnknownStrategyId));
            Assert.That(signals.Select(signal => signal.SignalId), Is.Not.Unique);
            Assert.That(isOpen[0], Is.False);
            Assert.That(isOpen[^1], Is.False);
            Assert.That(isOpen.Count(open => !open), Is.EqualTo(signals.Count / 50));
        }
    }

    private static List<DayEvent> Read(DemoOptions options)
    {
        var day = new GeneratedDay(options);
        var events = new List<DayEvent>();
        while (day.TryRead(out var next))
        {
            events.Add(next);
        }

        return events;
    }

    private static IEnumerable<MarketTick> Ticks(IEnumerable<DayEvent> events) =>
        events.Where(next => next.Signal is null).Select(next => next.Tick);

    private static IEnumerable<TradingSignal> Signals(IEnumerable<DayEvent> events) =>
        events.Where(next => next.Signal is not null).Select(next => next.Signal!);

    private static int Count(IEnumerable<MarketTick> ticks, TimeSpan from) => ticks.Count(
        tick => tick.Timestamp.TimeOfDay >= from && tick.Timestamp.TimeOfDay < from + TimeSpan.FromMinutes(30));
}
