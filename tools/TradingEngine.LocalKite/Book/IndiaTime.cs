using System.Globalization;

namespace TradingEngine.LocalKite.Book;

/// <summary>Times as the API writes them: of India, without a zone.</summary>
internal static class IndiaTime
{
    private static readonly TimeSpan Offset = new(5, 30, 0);

    public static DateTimeOffset Now(TimeProvider time) => time.GetUtcNow().ToOffset(Offset);

    /// <summary>As <c>2026-01-05 09:15:00</c>.</summary>
    public static string Text(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As <c>09:15:00</c>.</summary>
    public static string ClockText(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>06:00 of the next day, when a token made now ends.</summary>
    public static DateTimeOffset NextMorning(TimeProvider time) =>
        new(Now(time).Date.AddDays(1).AddHours(6), Offset);
}
