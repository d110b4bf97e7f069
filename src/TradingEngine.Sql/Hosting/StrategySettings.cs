using TradingEngine.Hosting.Settings;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Hosting;

/// <summary>The section <c>Strategies</c>: where the routes of strategies come from, and what they follow from.</summary>
public sealed class StrategySettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Strategies";

    private const int ChangedByLengthMax = 100;

    private StrategySettings()
    {
    }

    /// <summary>Where they come from. <value>The default is <see cref="StrategySourceKind.Settings"/>.</value></summary>
    public StrategySourceKind Source { get; private init; }

    /// <summary>The file of SQLite. <value>The default is <c>strategies.db</c>.</value></summary>
    public string SqliteFile { get; private init; } = "strategies.db";

    /// <summary>The connection string of PostgreSQL; empty where there is none. It has a password.</summary>
    public string PostgresConnectionString { get; private init; } = "";

    /// <summary>How often PostgreSQL is asked whether something has changed. <value>The default is 5 seconds.</value></summary>
    public TimeSpan PollInterval { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where a copy is kept for a start without the source; empty for nowhere. <value>The default is empty.</value></summary>
    public string CacheFile { get; private init; } = "";

    /// <inheritdoc cref="StrategyRuleOptions.ZerodhaInsteadOfPaper"/>
    public bool ZerodhaInsteadOfPaper { get; private init; }

    /// <summary>
    /// <see cref="StrategyRuleOptions.DecideBoundSignals"/>. <value>The default is true for a database, false for
    /// settings.</value>
    /// </summary>
    public bool DecideBoundSignals { get; private init; }

    /// <summary>
    /// <see cref="StrategyUpdaterOptions.AddsShadows"/>. <value>The default is true for a database, false for
    /// settings.</value>
    /// </summary>
    public bool Shadows { get; private init; }

    /// <summary><see cref="StrategyUpdaterOptions.ShadowDelay"/>. <value>The default is 100 ms.</value></summary>
    public TimeSpan ShadowDelay { get; private init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Who the audit says made a change. <value>The default is the user of the process.</value></summary>
    public string ChangedBy { get; private init; } = "";

    /// <summary>Reads the section.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    public static StrategySettings Read(SettingReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var section = reader.Section(SectionName);
        var source = section.Choice(
            nameof(Source), StrategySourceKind.Settings, "Where the routes of strategies come from: Settings, Sqlite, Postgres.");
        var isDatabase = source != StrategySourceKind.Settings;
        var settings = new StrategySettings
        {
            Source = source,
            SqliteFile = section.Text(nameof(SqliteFile), "strategies.db", "The file of SQLite; made on first use."),
            PostgresConnectionString = ReadPostgres(section, source),
            PollInterval = section.Time(
                nameof(PollInterval), TimeSpan.FromSeconds(5), "How often PostgreSQL is asked for changes, above zero."),
            CacheFile = section.Text(
                nameof(CacheFile), "", "Where a copy is kept for a start without the source; empty: nowhere."),
            ZerodhaInsteadOfPaper = section.Flag(
                nameof(ZerodhaInsteadOfPaper), false, "Whether a strategy that Zerodha trades is not traded on paper."),
            DecideBoundSignals = section.Flag(
                nameof(DecideBoundSignals), isDatabase, "Whether the routes also decide about signals for one broker."),
            Shadows = section.Flag(nameof(Shadows), isDatabase, "Whether every trader has a shadow."),
            ShadowDelay = section.Time(
                nameof(ShadowDelay), TimeSpan.FromMilliseconds(100), "How long a shadow's order is on its way, zero or more."),
            ChangedBy = section.Text(
                nameof(ChangedBy), "", "Who made a change, for the audit; empty: the user of the process."),
        };
        settings.Check(section);
        section.RefuseUnknown();
        return settings;
    }

    /// <summary>The name for the audit: 1 to 100 characters.</summary>
    public string ChangedByName()
    {
        var name = ChangedBy.Length > 0 ? ChangedBy : Environment.UserName;
        return name.Length switch
        {
            0 => "unknown",
            > ChangedByLengthMax => name[..ChangedByLengthMax],
            _ => name,
        };
    }

    /// <summary>Makes the store that the settings name: SQLite's, unless it is PostgreSQL.</summary>
    public IStrategyStore MakeStore(TimeProvider timeProvider) => Source == StrategySourceKind.Postgres
        ? new PostgresStrategyStore(
            PostgresConnectionString, timeProvider, new PostgresStoreOptions { PollInterval = PollInterval })
        : new SqliteStrategyStore(SqliteFile, timeProvider);

    /// <summary>Sets what the settings say.</summary>
    public void ApplyTo(StrategyUpdaterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddsShadows = Shadows;
        options.ShadowDelay = ShadowDelay;
        options.CacheFile = CacheFile.Length > 0 ? CacheFile : null;
        options.Rules.ZerodhaInsteadOfPaper = ZerodhaInsteadOfPaper;
        options.Rules.DecideBoundSignals = DecideBoundSignals;
    }

    private static string ReadPostgres(SettingReader section, StrategySourceKind source)
    {
        var text = section.Text(
            nameof(PostgresConnectionString),
            "",
            "How PostgreSQL is reached: a connection string, or postgresql://user:password@host:5432/database.");
        if (text.Length == 0)
        {
            if (source == StrategySourceKind.Postgres)
            {
                section.AddError(nameof(PostgresConnectionString), "must be set where the source is Postgres.");
            }

            return "";
        }

        if (PostgresAddress.TryRead(text, out var connectionString, out var error))
        {
            return connectionString;
        }

        section.AddError(nameof(PostgresConnectionString), $"{error}.");
        return "";
    }

    private void Check(SettingReader section)
    {
        if (PollInterval <= TimeSpan.Zero)
        {
            section.AddError(nameof(PollInterval), $"must be above zero, not {PollInterval}.");
        }

        if (ShadowDelay < TimeSpan.Zero)
        {
            section.AddError(nameof(ShadowDelay), $"must be zero or more, not {ShadowDelay}.");
        }

        if (string.IsNullOrWhiteSpace(SqliteFile))
        {
            section.AddError(nameof(SqliteFile), "must name a file.");
        }

        if (ChangedBy.Length > ChangedByLengthMax)
        {
            section.AddError(nameof(ChangedBy), $"must have at most {ChangedByLengthMax} characters.");
        }
    }
}
