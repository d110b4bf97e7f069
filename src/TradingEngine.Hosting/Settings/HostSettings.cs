using TradingEngine.Hosting.Health;

namespace TradingEngine.Hosting.Settings;

/// <summary>
/// The sections <c>Engine:Host</c> and <c>Engine:Health</c>: how the service behaves and when it counts as ill.
/// </summary>
public static class HostSettings
{
    /// <summary>The name of the section with <see cref="EngineHostOptions"/>, within <c>Engine</c>.</summary>
    public const string HostSectionName = "Host";

    /// <summary>The name of the section with <see cref="HealthThresholds"/>, within <c>Engine</c>.</summary>
    public const string HealthSectionName = "Health";

    /// <summary>Reads the section <c>Engine:Host</c>.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <param name="options">What is read into; its values are the defaults.</param>
    public static void Read(SettingReader reader, EngineHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var section = reader.Section(EngineSettings.SectionName).Section(HostSectionName);
        options.StopWhenSourcesEnd = section.Flag(
            nameof(options.StopWhenSourcesEnd),
            options.StopWhenSourcesEnd,
            "Whether the process stops when all sources have ended.");
        options.FailureExitCode = section.Whole(
            nameof(options.FailureExitCode),
            options.FailureExitCode,
            "The exit status of the process after a source threw, 0 to 255.");
        section.AddErrors(options.Validate());
        section.RefuseUnknown();
    }

    /// <summary>Reads the section <c>Engine:Health</c>.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <param name="thresholds">What is read into; its values are the defaults.</param>
    public static void Read(SettingReader reader, HealthThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(thresholds);
        var section = reader.Section(EngineSettings.SectionName).Section(HealthSectionName);
        thresholds.RingFillPercentMax = section.Whole(
            nameof(thresholds.RingFillPercentMax),
            thresholds.RingFillPercentMax,
            "The engine is degraded where more of a ring is full, in percent, 1 to 100.");
        thresholds.SinkFailureCountMax = section.Whole(
            nameof(thresholds.SinkFailureCountMax),
            thresholds.SinkFailureCountMax,
            "Sinks are unhealthy after more failures than this between two checks, degraded after one; 0 or more.");
        section.AddErrors(thresholds.Validate());
        section.RefuseUnknown();
    }
}
