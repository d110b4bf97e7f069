using CsCheck;
using TradingEngine.Markets;

namespace TradingEngine.Tests.Markets;

[TestFixture]
public sealed class SessionClockTests
{
    private static readonly long Start = new DateTime(2018, 12, 1).Ticks;
    private static readonly long End = new DateTime(2027, 2, 1).Ticks;

    private static readonly Gen<long> Steps = Gen.OneOf(
        Gen.Long[-10, 10],
        Gen.Long[-TimeSpan.TicksPerHour, TimeSpan.TicksPerHour],
        Gen.Long[-TimeSpan.TicksPerDay * 3, TimeSpan.TicksPerDay * 3],
        Gen.Long[-(End - Start), End - Start]);

    [Test]
    public void ShouldAgreeWithCalendarForthAndBack() => Gen.Select(
        Gen.OneOf("XNSE", "XNSE-CAS", "XNSE-FO", "always-open"), Gen.Long[Start, End], Steps.Array[1, 200]).Sample(
        (name, start, steps) =>
        {
            var calendar = MarketCalendar.ByName(name);
            var clock = new SessionClock(calendar);
            var now = start;
            foreach (var step in steps)
            {
                now = Math.Clamp(now + step, 0, DateTime.MaxValue.Ticks);
                var period = calendar.GetPeriod(now);
                if (clock.IsOpen(now) != period.IsOpen || clock.IsKnown != period.IsKnown)
                {
                    return false;
                }
            }

            return true;
        },
        iter: 2_000);

    [Test]
    public void ShouldSwitchAtEveryBoundary()
    {
        var calendar = MarketCalendar.ByName("XNSE");
        var clock = new SessionClock(calendar);
        var (openCount, period) = (0, calendar.GetPeriod(calendar.KnownFrom));
        while (period.IsKnown)
        {
            openCount += period.IsOpen ? 1 : 0;
            Assert.That(clock.IsOpen(period.StartUtcTicks), Is.EqualTo(period.IsOpen));
            Assert.That(clock.IsOpen(period.EndUtcTicks - 1), Is.EqualTo(period.IsOpen));
            Assert.That(clock.IsOpen(period.EndUtcTicks), Is.EqualTo(calendar.GetPeriod(period.EndUtcTicks).IsOpen));
            Assert.That(clock.IsOpen(period.StartUtcTicks), Is.EqualTo(period.IsOpen), "back in time");
            period = calendar.GetPeriod(period.EndUtcTicks);
        }

        Assert.That(openCount, Is.EqualTo(ExpectedSessionCount()));
        Assert.That(clock.IsOpen(calendar.KnownUntil.UtcTicks), Is.False);
        Assert.That(clock.IsKnown, Is.False);
    }

    private static int ExpectedSessionCount()
    {
        var (holidays, special) = (NseOracle.ReadHolidays(), NseOracle.ReadSpecialSessions());
        return special.Values.Sum(sessions => sessions.Count) + NseOracle.Days().Count(
            day => !NseOracle.IsWeekend(day) && !holidays.Contains(day) && !special.ContainsKey(day));
    }
}
