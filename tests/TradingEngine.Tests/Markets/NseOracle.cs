using System.Globalization;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Markets;

/// <summary>When NSE's cash market was open, read from the lists without any code of the calendar.</summary>
internal static class NseOracle
{
    public static readonly DateOnly First = new(2019, 1, 1);
    public static readonly DateOnly Last = new(2026, 12, 31);

    private static readonly TimeSpan IndianOffset = new(5, 30, 0);

    public static HashSet<DateOnly> ReadHolidays() => [.. Lines("nse-holidays-2019-2026.csv").Select(Date)];

    public static Dictionary<DateOnly, List<(TimeOnly Open, TimeOnly Close)>> ReadSpecialSessions()
    {
        var sessions = new Dictionary<DateOnly, List<(TimeOnly Open, TimeOnly Close)>>();
        foreach (var fields in Lines("nse-special-sessions.csv").Select(line => line.Split(',')))
        {
            var (open, close) = (TimeOnly.Parse(fields[1]), TimeOnly.Parse(fields[2]));
            var gap = fields[3].Split("closed ") is [_, var span] ? span.Trim('"').Split('-') : null;
            sessions.Add(
                Date(fields[0]),
                gap is null ? [(open, close)] : [(open, TimeOnly.Parse(gap[0])), (TimeOnly.Parse(gap[1]), close)]);
        }

        return sessions;
    }

    public static IEnumerable<DateOnly> Days()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, IndianOffset);

    public static DateTimeOffset At(string date, string time) => At(Date(date), TimeOnly.Parse(time));

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(SharedData.PathOf("calendars", file)).Skip(1).Where(line => line.Length > 0);
}
