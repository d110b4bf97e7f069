using System.Globalization;

namespace TradingEngine.Runner.View;

/// <summary>Numbers as a person reads them, the same in every culture.</summary>
internal static class Format
{
    /// <summary>With thousands separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With thousands separators and two decimals.</summary>
    public static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>A rate without decimals.</summary>
    public static string Rate(double perSecond) => perSecond.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Seconds with two decimals.</summary>
    public static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    /// <summary>In the unit that keeps it short.</summary>
    public static string Latency(long nanos) => nanos switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanos} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanos / 1e3:0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanos / 1e6:0.0} ms"),
    };

    /// <summary>In mebibytes or kibibytes.</summary>
    public static string Bytes(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    /// <summary>The time of day.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The date.</summary>
    public static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
