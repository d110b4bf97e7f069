using System.Globalization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>India's time, which Kite writes without a zone. It has no summer time.</summary>
internal static class IndiaTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>From UTC.</summary>
    public static readonly TimeSpan Offset = new(5, 30, 0);

    /// <summary>Reads <c>2021-05-31 09:18:57</c>.</summary>
    public static bool TryRead(string text, out DateTimeOffset time)
    {
        // The first hours of the first day lie before the first moment of UTC, which no clock of a broker shows.
        var isTime = DateTime.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year >= 1970;
        time = isTime ? new DateTimeOffset(local, Offset) : default;
        return isTime;
    }

    /// <summary>Writes <c>2021-05-31 09:18:57 IST</c>.</summary>
    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.Year is > 1 and < 9_999
            ? time.ToOffset(Offset).ToString(Format, CultureInfo.InvariantCulture) + " IST"
            : time.ToString(Format, CultureInfo.InvariantCulture);
}
