using TradingEngine.Journal;

namespace TradingEngine.Hosting.Settings;

/// <summary>The section <c>Journal</c>: where and how orders are recorded.</summary>
public static class JournalSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Journal";

    /// <summary>Reads the section into options.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <param name="options">What is read into; its values are the defaults.</param>
    /// <returns>False where the directory is empty: nothing is recorded.</returns>
    public static bool Read(SettingReader reader, JournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var section = reader.Section(SectionName);
        options.Directory = section.Text(
            nameof(options.Directory), options.Directory, "The directory of the order journal; empty: nothing is recorded.");
        options.SyncInterval = section.Time(
            nameof(options.SyncInterval), options.SyncInterval, "How soon what no order waits for is synced, above zero.");
        options.SegmentBytes = section.Whole(
            nameof(options.SegmentBytes), options.SegmentBytes, "Bytes after which a new file begins, 4096 to 1073741824.");
        options.Retention = section.Time(
            nameof(options.Retention), options.Retention, "How long files are kept that a start does not need, zero or more.");
        var archive = section.Text(
            nameof(options.ArchiveDirectory), options.ArchiveDirectory ?? "", "Where they go then; empty: they are deleted.");
        options.ArchiveDirectory = archive.Length == 0 ? null : archive;
        options.WhenUnavailable = section.Choice(
            nameof(options.WhenUnavailable),
            options.WhenUnavailable,
            "What simulated orders do when the journal cannot be written; live orders are refused.");
        options.SkipDamage = section.Flag(
            nameof(options.SkipDamage), options.SkipDamage, "Start from the last snapshot where a file is damaged.");
        if (options.Directory.Length > 0)
        {
            section.AddErrors(options.Validate());
        }

        section.RefuseUnknown();
        return options.Directory.Length > 0;
    }
}
