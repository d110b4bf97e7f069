namespace TradingEngine.Markets;

/// <summary>When a market trades continuously. Data, not code: see <see cref="Parse"/> for the file format.</summary>
/// <remarks>
/// The opening instant belongs to the session, the closing instant does not. Pre-open, auctions and post-close count
/// as closed. Outside the days that the data covers the market is closed and <see cref="MarketPeriod.IsKnown"/> is
/// false: a holiday that nobody knows of yet is never traded by guess.
/// </remarks>
public sealed class MarketCalendar
{
    /// <summary>The name of the calendar that never closes.</summary>
    public const string AlwaysOpenName = "always-open";

    private readonly long[] _boundaries;
    private readonly long _knownFromTicks;
    private readonly long _knownUntilTicks;

    internal MarketCalendar(string name, long[] boundaries, long knownFromTicks, long knownUntilTicks)
    {
        Name = name;
        _boundaries = boundaries;
        _knownFromTicks = knownFromTicks;
        _knownUntilTicks = knownUntilTicks;
    }

    /// <summary>The market that never closes.</summary>
    public static MarketCalendar AlwaysOpen { get; } =
        new(AlwaysOpenName, [DateTime.MinValue.Ticks], DateTime.MinValue.Ticks, long.MaxValue);

    /// <summary>The names of the built-in calendars.</summary>
    public static IReadOnlyList<string> Names => MarketCalendars.Names;

    /// <summary>The name, such as <c>XNSE</c> (ISO 10383).</summary>
    public string Name { get; }

    /// <summary>The first instant that the data covers.</summary>
    public DateTimeOffset KnownFrom => new(_knownFromTicks, TimeSpan.Zero);

    /// <summary>The first instant that the data does not cover any more.</summary>
    public DateTimeOffset KnownUntil => new(Math.Min(_knownUntilTicks, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>Finds a built-in calendar by its name, which is case-sensitive.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those that are.</exception>
    public static MarketCalendar ByName(string name) => MarketCalendars.ByName(name);

    /// <summary>
    /// Reads the calendars of a file, by name. Use it to replace the built-in data without a new build.
    /// </summary>
    /// <param name="utf8Json">
    /// An object with <c>utcOffset</c> (<c>+05:30</c>), <c>validFrom</c> and <c>validThrough</c> (dates, inclusive),
    /// <c>weekdays</c>, <c>holidays</c> (dates), <c>special</c> (<c>date</c> and <c>sessions</c>, which replace the
    /// day's) and <c>calendars</c>: each a <c>name</c> and <c>hours</c>, a list of <c>from</c> (date) and
    /// <c>sessions</c> (<c>09:15-15:30</c>, local time), the newest entry that is not later than a day counts.
    /// The built-in <c>XNSE.json</c> is an example.
    /// </param>
    /// <exception cref="FormatException">Something is missing or malformed; the message says what.</exception>
    public static IReadOnlyDictionary<string, MarketCalendar> Parse(ReadOnlyMemory<byte> utf8Json) =>
        CalendarFile.Parse(utf8Json);

    /// <summary>The period that an instant lies in.</summary>
    public MarketPeriod GetPeriod(DateTimeOffset instant) => GetPeriod(instant.UtcTicks);

    /// <summary>True where <paramref name="instant"/> lies in continuous trading.</summary>
    public bool IsOpen(DateTimeOffset instant) => GetPeriod(instant.UtcTicks).IsOpen;

    /// <summary>The period that an instant lies in, given in 100 ns ticks of UTC.</summary>
    internal MarketPeriod GetPeriod(long utcTicks)
    {
        if (utcTicks < _knownFromTicks)
        {
            return new MarketPeriod(false, false, long.MinValue, _knownFromTicks);
        }

        if (utcTicks >= _knownUntilTicks)
        {
            return new MarketPeriod(false, false, _knownUntilTicks, long.MaxValue);
        }

        // Boundaries alternate open, close, open, …; an exact hit starts the period of that index.
        var index = Array.BinarySearch(_boundaries, utcTicks);
        var current = index >= 0 ? index : ~index - 1;
        var start = current >= 0 ? _boundaries[current] : _knownFromTicks;
        var end = current + 1 < _boundaries.Length ? _boundaries[current + 1] : _knownUntilTicks;
        return new MarketPeriod((current & 1) == 0, true, start, end);
    }
}
