namespace TradingEngine.Hosting.Settings;

/// <summary>Checks the names of traders in settings.</summary>
public static class TraderNames
{
    /// <summary>
    /// Adds an error for each name that is no trader, such as "Kafka:ActiveBrokers names 'zerodha', which is no
    /// trader of this engine; there are paper."
    /// </summary>
    /// <param name="section">The reader of the section.</param>
    /// <param name="setting">The setting that names traders.</param>
    /// <param name="names">The names.</param>
    /// <param name="traders">The traders that there are.</param>
    public static void Check(
        SettingReader section, string setting, IEnumerable<string> names, IReadOnlyList<string> traders)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(traders);
        var existing = new HashSet<string>(traders, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!existing.Contains(name))
            {
                section.AddError(
                    setting, $"names '{name}', which is no trader of this engine; {Describe(traders)}.");
            }
        }
    }

    /// <summary>"there are paper, zerodha", or that there is none.</summary>
    internal static string Describe(IReadOnlyList<string> traders) =>
        traders.Count == 0 ? "there is none" : $"there are {string.Join(", ", traders)}";
}
