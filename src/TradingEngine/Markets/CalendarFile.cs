using System.Globalization;
using System.Text.Json;

namespace TradingEngine.Markets;

/// <summary>Reads calendar data and expands it to the boundaries of every session that it covers.</summary>
internal static class CalendarFile
{
    public static Dictionary<string, MarketCalendar> Parse(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            var days = ReadDays(document.RootElement);
            var calendars = new Dictionary<string, MarketCalendar>(StringComparer.Ordinal);
            foreach (var entry in Field(document.RootElement, "calendars").EnumerateArray())
            {
                var name = Field(entry, "name").GetString() ?? throw new FormatException("A calendar has no name.");
                if (!calendars.TryAdd(name, Expand(name, days, ReadHours(entry))))
                {
                    throw new FormatException($"The calendar '{name}' stands twice.");
                }
            }

            return calendars;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The calendar data cannot be read: {exception.Message}", exception);
        }
    }

    private static MarketCalendar Expand(
        string name, TradingDays days, List<(DateOnly From, List<Session> Sessions)> hours)
    {
        var boundaries = new List<long>();
        for (var date = days.First; date <= days.Last; date = date.AddDays(1))
        {
            foreach (var session in SessionsOf(date, days, hours))
            {
                var open = days.ToUtcTicks(date, session.Open);
                if (boundaries.Count > 0 && open <= boundaries[^1])
                {
                    throw new FormatException($"The sessions of {date:yyyy-MM-dd} in '{name}' overlap or touch.");
                }

                boundaries.Add(open);
                boundaries.Add(days.ToUtcTicks(date, session.Close));
            }
        }

        return new MarketCalendar(
            name,
            [.. boundaries],
            days.ToUtcTicks(days.First, TimeOnly.MinValue),
            days.ToUtcTicks(days.Last.AddDays(1), TimeOnly.MinValue));
    }

    private static List<Session> SessionsOf(
        DateOnly date, TradingDays days, List<(DateOnly From, List<Session> Sessions)> hours)
    {
        if (days.Special.TryGetValue(date, out var special))
        {
            return special;
        }

        List<Session> sessions = [];
        if (days.Weekdays.Contains(date.DayOfWeek) && !days.Holidays.Contains(date))
        {
            foreach (var entry in hours)
            {
                sessions = entry.From <= date ? entry.Sessions : sessions;
            }
        }

        return sessions;
    }

    private static TradingDays ReadDays(JsonElement root)
    {
        var offset = Field(root, "utcOffset").GetString() ?? "";
        var hasSign = offset.Length > 1 && offset[0] is '+' or '-';
        if (!hasSign
            || !TimeSpan.TryParseExact(offset.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var size))
        {
            throw new FormatException($"'{offset}' is not an offset such as +05:30.");
        }

        var days = new TradingDays(
            ReadDate(Field(root, "validFrom")),
            ReadDate(Field(root, "validThrough")),
            offset[0] == '-' ? -size : size);
        if (days.First > days.Last || days.First == DateOnly.MinValue || days.Last == DateOnly.MaxValue)
        {
            throw new FormatException($"{days.First:yyyy-MM-dd} to {days.Last:yyyy-MM-dd} is not a span of days.");
        }

        foreach (var weekday in Field(root, "weekdays").EnumerateArray())
        {
            var index = Array.IndexOf(Enum.GetNames<DayOfWeek>(), weekday.GetString());
            days.Weekdays.Add(index >= 0
                ? (DayOfWeek)index
                : throw new FormatException($"'{weekday}' is not a day of the week."));
        }

        foreach (var holiday in Field(root, "holidays").EnumerateArray())
        {
            days.Holidays.Add(ReadDate(holiday));
        }

        foreach (var special in Field(root, "special").EnumerateArray())
        {
            var date = ReadDate(Field(special, "date"));
            if (!days.Special.TryAdd(date, ReadSessions(Field(special, "sessions"))))
            {
                throw new FormatException($"The special day {date:yyyy-MM-dd} stands twice.");
            }
        }

        return days;
    }

    private static List<(DateOnly From, List<Session> Sessions)> ReadHours(JsonElement calendar)
    {
        var hours = new List<(DateOnly From, List<Session> Sessions)>();
        foreach (var entry in Field(calendar, "hours").EnumerateArray())
        {
            var from = ReadDate(Field(entry, "from"));
            if (hours.Exists(other => other.From == from))
            {
                throw new FormatException($"The hours from {from:yyyy-MM-dd} stand twice in one calendar.");
            }

            hours.Add((from, ReadSessions(Field(entry, "sessions"))));
        }

        hours.Sort(static (left, right) => left.From.CompareTo(right.From));
        return hours;
    }

    private static List<Session> ReadSessions(JsonElement sessions)
    {
        var read = new List<Session>();
        foreach (var session in sessions.EnumerateArray())
        {
            var text = session.GetString() ?? "";
            var dash = text.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0 || !TryReadTime(text.AsSpan(0, dash), out var open)
                || !TryReadTime(text.AsSpan(dash + 1), out var close) || close <= open)
            {
                throw new FormatException($"'{text}' is not a session such as 09:15-15:30.");
            }

            read.Add(new Session(open, close));
        }

        return read;
    }

    private static JsonElement Field(JsonElement element, string name) =>
        element.TryGetProperty(name, out var field)
            ? field
            : throw new FormatException($"The field '{name}' is missing.");

    private static bool TryReadTime(ReadOnlySpan<char> text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static DateOnly ReadDate(JsonElement element) =>
        DateOnly.TryParseExact(
            element.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"'{element}' is not a date such as 2026-08-03.");

    private readonly record struct Session(TimeOnly Open, TimeOnly Close);

    private sealed record class TradingDays(DateOnly First, DateOnly Last, TimeSpan UtcOffset)
    {
        public HashSet<DayOfWeek> Weekdays { get; } = [];

        public HashSet<DateOnly> Holidays { get; } = [];

        public Dictionary<DateOnly, List<Session>> Special { get; } = [];

        public long ToUtcTicks(DateOnly date, TimeOnly time) => date.ToDateTime(time).Ticks - UtcOffset.Ticks;
    }
}
