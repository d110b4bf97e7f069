namespace TradingEngine.Hosting.Settings;

/// <summary>The section <c>Traders</c>: which of the traders that a host knows take part.</summary>
public static class TraderSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Traders";

    private const string EnabledName = "Enabled";

    /// <summary>Reads <c>Traders:&lt;trader&gt;:Enabled</c> of each trader.</summary>
    /// <param name="reader">A reader at the root.</param>
    /// <param name="traders">
    /// The traders that the host knows. One that it does not know must not be enabled; none enabled is an error, too.
    /// </param>
    /// <param name="optional">Those of them that take part only where that is set; the others do by default.</param>
    /// <returns>The traders that are enabled, in the order of <paramref name="traders"/>.</returns>
    public static IReadOnlyList<string> Read(
        SettingReader reader, IReadOnlyList<string> traders, params ReadOnlySpan<string> optional)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(traders);
        var section = reader.Section(SectionName);
        var enabled = new List<string>();
        foreach (var trader in traders)
        {
            var switches = section.Section(KeyOf(trader));
            if (switches.Flag(EnabledName, !optional.Contains(trader), $"Whether the trader {trader} takes part."))
            {
                enabled.Add(trader);
            }

            switches.RefuseUnknown();
        }

        RefuseStrangers(section, traders);
        if (enabled.Count == 0)
        {
            reader.AddError(SectionName, "must leave at least one trader enabled.");
        }

        return enabled;
    }

    /// <summary>Keys are written with a capital: <c>Traders:Paper:Enabled</c>.</summary>
    private static string KeyOf(string trader) => $"{char.ToUpperInvariant(trader[0])}{trader[1..]}";

    private static void RefuseStrangers(SettingReader section, IReadOnlyList<string> traders)
    {
        var known = new HashSet<string>(traders, StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.GetNames())
        {
            if (known.Contains(name))
            {
                continue;
            }

            var stranger = section.Section(name);
            if (stranger.Flag(EnabledName, false, "Whether this trader takes part; there is none of this name."))
            {
                stranger.AddError(
                    EnabledName,
                    $"is true, but there is no trader '{name}' in this engine; {TraderNames.Describe(traders)}.");
            }
        }
    }
}
