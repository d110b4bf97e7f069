using System.Globalization;

namespace TradingEngine.Hosting.Settings;

/// <summary>Times: <c>00:00:30</c>, a number with a unit such as <c>500ms</c>, or <c>infinite</c>.</summary>
internal static class TimeSetting
{
    private const string Infinite = "infinite";
    private const string Examples = "a time such as 00:00:30, 500ms, 30s, 15m, 2h or 1d";

    public static readonly SettingKind<TimeSpan> Finite = new(Examples, TryParseFinite, Show);
    public static readonly SettingKind<TimeSpan> FiniteOrInfinite = new($"{Examples}, or {Infinite}", TryParse, Show);

    /// <summary>The longest unit first where one ends with the other.</summary>
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("us", TimeSpan.TicksPerMicrosecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    private static bool TryParse(string text, out TimeSpan value)
    {
        if (text.Trim().Equals(Infinite, StringComparison.OrdinalIgnoreCase))
        {
            value = Timeout.InfiniteTimeSpan;
            return true;
        }

        return TryParseFinite(text, out value);
    }

    /// <summary>A number without a unit is refused: .NET takes it for days, and others for seconds.</summary>
    private static bool TryParseFinite(string untrimmed, out TimeSpan value)
    {
        var text = untrimmed.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);
        }

        foreach (var (name, ticks) in Units)
        {
            if (text.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return TryMultiply(text.AsSpan(0, text.Length - name.Length).TrimEnd(), ticks, out value);
            }
        }

        value = default;
        return false;
    }

    private static bool TryMultiply(ReadOnlySpan<char> number, long ticks, out TimeSpan value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        value = default;
        if (!decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out var count)
            || Math.Abs(count) > long.MaxValue / ticks)
        {
            return false;
        }

        value = new TimeSpan((long)(count * ticks));
        return true;
    }

    private static string Show(TimeSpan value) =>
        value == Timeout.InfiniteTimeSpan ? Infinite : value.ToString("c", CultureInfo.InvariantCulture);
}
