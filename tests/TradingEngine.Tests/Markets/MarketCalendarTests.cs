using CsCheck;
using TradingEngine.Markets;

namespace TradingEngine.Tests.Markets;

[TestFixture]
public sealed class MarketCalendarTests
{
    private static readonly string[] Names = ["XNSE", "XNSE-CAS", "XNSE-FO", MarketCalendar.AlwaysOpenName];

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[
        new DateTime(2018, 12, 25).Ticks, new DateTime(2027, 1, 10).Ticks]
        .Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Test]
    public void ShouldBeClosedAllDayOnHolidays()
    {
        var holidays = NseOracle.ReadHolidays();
        var calendar = MarketCalendar.ByName("XNSE");
        Assert.That(holidays, Has.Count.EqualTo(114));
        foreach (var day in holidays)
        {
            var period = calendar.GetPeriod(NseOracle.At(day, new TimeOnly(12, 0)));
            Assert.That((period.IsOpen, period.IsKnown), Is.EqualTo((false, true)), $"{day}");
            Assert.That(period.StartUtcTicks, Is.LessThanOrEqualTo(NseOracle.At(day, TimeOnly.MinValue).UtcTicks));
            Assert.That(period.EndUtcTicks, Is.GreaterThan(NseOracle.At(day, TimeOnly.MaxValue).UtcTicks), $"{day}");
        }
    }

    [Test]
    public void ShouldBeOpenExactlyInSpecialSessions()
    {
        var calendar = MarketCalendar.ByName("XNSE");
        var special = NseOracle.ReadSpecialSessions();
        Assert.That(special, Has.Count.EqualTo(7));
        foreach (var (day, sessions) in special)
        {
            for (var minute = 0; minute < 24 * 60; minute++)
            {
                var time = TimeOnly.MinValue.AddMinutes(minute);
                var isOpen = sessions.Exists(session => session.Open <= time && time < session.Close);
                var atMinute = NseOracle.At(day, time);
                Assert.That(calendar.IsOpen(atMinute), Is.EqualTo(isOpen), $"{day} {time}");
                Assert.That(calendar.IsOpen(atMinute.AddTicks(599_999_999)), Is.EqualTo(isOpen), $"{day} {time} end");
            }
        }
    }

    [TestCase("11:39:59.9999999", true)]
    [TestCase("11:40", false)]
    [TestCase("15:44:59.9999999", false)]
    [TestCase("15:45", true)]
    [TestCase("16:59:59.9999999", true)]
    [TestCase("17:00", false)]
    public void ShouldKnowTheTelecomFailure(string time, bool isOpen) => Assert.That(
        MarketCalendar.ByName("XNSE").IsOpen(NseOracle.At("2021-02-24", time)), Is.EqualTo(isOpen));

    [Test]
    public void ShouldOpenAndCloseOnEveryTradingDay()
    {
        var calendar = MarketCalendar.ByName("XNSE");
        var (holidays, special) = (NseOracle.ReadHolidays(), NseOracle.ReadSpecialSessions());
        var tradingDayCount = 0;
        foreach (var day in NseOracle.Days().Where(day => !special.ContainsKey(day)))
        {
            var isTradingDay = !NseOracle.IsWeekend(day) && !holidays.Contains(day);
            tradingDayCount += isTradingDay ? 1 : 0;
            var open = NseOracle.At(day, new TimeOnly(9, 15));
            var close = NseOracle.At(day, new TimeOnly(15, 30));
            bool[] actual =
            [
                calendar.IsOpen(open.AddTicks(-1)), calendar.IsOpen(open),
                calendar.IsOpen(close.AddTicks(-1)), calendar.IsOpen(close),
            ];
            Assert.That(actual, Is.EqualTo([false, isTradingDay, isTradingDay, false]), $"{day}");
            Assert.That(calendar.GetPeriod(open).IsKnown, Is.True);
        }

        Assert.That(tradingDayCount, Is.EqualTo(ExpectedTradingDays(holidays, special)));
    }

    [TestCase("XNSE", "2026-07-31", "15:30")]
    [TestCase("XNSE", "2026-08-03", "15:30")]
    [TestCase("XNSE-CAS", "2026-07-31", "15:30")]
    [TestCase("XNSE-CAS", "2026-08-03", "15:15")]
    [TestCase("XNSE-CAS", "2026-12-31", "15:15")]
    [TestCase("XNSE-FO", "2026-07-31", "15:30")]
    [TestCase("XNSE-FO", "2026-08-03", "15:40")]
    [TestCase("XNSE-FO", "2019-01-01", "15:30")]
    public void ShouldCloseAsTheSegmentDoes(string name, string date, string close)
    {
        var calendar = MarketCalendar.ByName(name);
        var instant = NseOracle.At(date, close);
        Assert.That(calendar.IsOpen(NseOracle.At(date, "09:15").AddTicks(-1)), Is.False);
        var period = calendar.GetPeriod(NseOracle.At(date, "09:15"));
        Assert.That(period.IsOpen, Is.True);
        Assert.That(period.EndUtcTicks, Is.EqualTo(instant.UtcTicks));
        Assert.That(calendar.IsOpen(instant.AddTicks(-1)), Is.True);
        Assert.That(calendar.IsOpen(instant), Is.False);
    }

    [TestCase("2018-12-31", "12:00")]
    [TestCase("2018-12-31", "23:59:59.9999999")]
    [TestCase("2027-01-01", "00:00")]
    [TestCase("2027-01-01", "12:00")]
    public void ShouldBeClosedAndUnknownOutsideItsData(string date, string time)
    {
        foreach (var name in Names[..3])
        {
            var period = MarketCalendar.ByName(name).GetPeriod(NseOracle.At(date, time));
            Assert.That((period.IsOpen, period.IsKnown), Is.EqualTo((false, false)));
        }
    }

    [Test]
    public void ShouldKnowItsDataToTheTick()
    {
        var calendar = MarketCalendar.ByName("XNSE");
        Assert.That(calendar.Name, Is.EqualTo("XNSE"));
        Assert.That(calendar.KnownFrom, Is.EqualTo(NseOracle.At("2019-01-01", "00:00")));
        Assert.That(calendar.KnownUntil, Is.EqualTo(NseOracle.At("2027-01-01", "00:00")));
        Assert.That(calendar.GetPeriod(calendar.KnownFrom).IsKnown, Is.True);
        Assert.That(calendar.GetPeriod(calendar.KnownUntil.AddTicks(-1)).IsKnown, Is.True);
        Assert.That(calendar.GetPeriod(DateTimeOffset.MinValue).IsKnown, Is.False);
        Assert.That(calendar.GetPeriod(DateTimeOffset.MaxValue).IsKnown, Is.False);
    }

    [Test]
    public void ShouldNeverCloseWhereAlwaysOpen()
    {
        var calendar = MarketCalendar.ByName(MarketCalendar.AlwaysOpenName);
        Assert.That(calendar, Is.SameAs(MarketCalendar.AlwaysOpen));
        Assert.That(calendar.IsOpen(DateTimeOffset.MinValue), Is.True);
        Assert.That(calendar.IsOpen(DateTimeOffset.MaxValue), Is.True);
        Assert.That(calendar.KnownUntil, Is.EqualTo(DateTimeOffset.MaxValue));
        Instants.Sample(instant => calendar.GetPeriod(instant) is { IsOpen: true, IsKnown: true });
    }

    [TestCase("xnse")]
    [TestCase("")]
    [TestCase("XNYS")]
    public void ShouldListKnownNames(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() => MarketCalendar.ByName(name));
        foreach (var known in Names)
        {
            Assert.That(exception!.Message, Does.Contain(known));
        }
    }

    [Test]
    public void ShouldGivePeriodThatContainsTheInstant() => Gen.Select(Gen.OneOf(Names), Instants).Sample(
        (name, instant) =>
        {
            var calendar = MarketCalendar.ByName(name);
            var period = calendar.GetPeriod(instant);
            var (start, end) = (period.StartUtcTicks, period.EndUtcTicks);
            return start <= instant.UtcTicks && instant.UtcTicks < end
                && calendar.GetPeriod(instant.ToOffset(TimeSpan.FromHours(-7))) == period
                && (start < 0 || calendar.GetPeriod(start) == period)
                && calendar.GetPeriod(end - 1) == period
                && (end == long.MaxValue || name == Names[^1] || calendar.GetPeriod(end) != period)
                && (start <= 0 || calendar.GetPeriod(start - 1) != period);
        },
        iter: 10_000);

    private static int ExpectedTradingDays(
        HashSet<DateOnly> holidays, Dictionary<DateOnly, List<(TimeOnly Open, TimeOnly Close)>> special) =>
        NseOracle.Days().Count(day => !NseOracle.IsWeekend(day))
        - holidays.Count(day => !NseOracle.IsWeekend(day))
        - special.Count(entry => !NseOracle.IsWeekend(entry.Key) && !holidays.Contains(entry.Key));
}
