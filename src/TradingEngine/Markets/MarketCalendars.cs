namespace TradingEngine.Markets;

/// <summary>The calendars that come with the library, read once from the data embedded in it.</summary>
internal static class MarketCalendars
{
    private const string ResourceName = "TradingEngine.Markets.Data.XNSE.json";

    private static readonly Lazy<IReadOnlyDictionary<string, MarketCalendar>> BuiltIn = new(Load);

    public static IReadOnlyList<string> Names => [.. BuiltIn.Value.Keys];

    public static MarketCalendar ByName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return BuiltIn.Value.TryGetValue(name, out var calendar)
            ? calendar
            : throw new ArgumentException(
                $"There is no calendar '{name}'; there are {string.Join(", ", BuiltIn.Value.Keys)}.", nameof(name));
    }

    private static Dictionary<string, MarketCalendar> Load()
    {
        using var stream = typeof(MarketCalendars).Assembly.GetManifestResourceStream(ResourceName)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var calendars = new Dictionary<string, MarketCalendar>
        {
            [MarketCalendar.AlwaysOpenName] = MarketCalendar.AlwaysOpen,
        };
        foreach (var (name, calendar) in CalendarFile.Parse(memory.ToArray()))
        {
            calendars.Add(name, calendar);
        }

        return calendars;
    }
}
