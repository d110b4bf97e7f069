using TradingEngine.Hosting.Settings;

namespace TradingEngine.Runner.Configuration;

/// <summary>The section <c>Instruments</c>.</summary>
/// <param name="File">A list of instruments, CSV or gzip; empty for none.</param>
/// <param name="CacheDirectory">Where the lists that were downloaded are kept; empty for no downloads.</param>
internal sealed record class InstrumentSettings(string File, string CacheDirectory)
{
    private const string SectionName = "Instruments";

    /// <summary>Reads the section.</summary>
    public static InstrumentSettings Read(SettingReader reader)
    {
        var section = reader.Section(SectionName);
        var settings = new InstrumentSettings(
            section.Text(nameof(File), "", "A list of instruments as Kite sends it, CSV or gzip; empty: none."),
            section.Text(
                nameof(CacheDirectory),
                "",
                "Where the lists of each day are kept that are downloaded from Kite; empty: nothing is downloaded."));
        section.RefuseUnknown();
        return settings;
    }
}
