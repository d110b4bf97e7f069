using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace TradingEngine.Hosting.Settings;

/// <summary>Lists: a JSON array, indexed keys, a text with commas, or a text that is a JSON array.</summary>
internal static class ListSetting
{
    public const string Expectation = "a list such as paper,zerodha or [\"paper\", \"zerodha\"]";

    /// <summary>
    /// Reads the list from the last source that has it, whole: a shorter list in a file must not end with the rest of a
    /// longer one from the environment.
    /// </summary>
    /// <param name="root">The sources, null where they are not known; then they are mixed, and a text wins.</param>
    /// <param name="section">The key.</param>
    /// <param name="values">The list, null where no source has it.</param>
    /// <returns>False where the text is no list.</returns>
    public static bool TryRead(IConfigurationRoot? root, IConfigurationSection section, out List<string>? values)
    {
        if (root is null)
        {
            return TryReadMixed(section, out values);
        }

        var providers = new List<IConfigurationProvider>(root.Providers);
        for (var i = providers.Count - 1; i >= 0; i--)
        {
            if (providers[i].TryGet(section.Path, out var text))
            {
                return TryParse(text, out values);
            }

            values = ReadIndexed(providers[i], section.Path);
            if (values.Count > 0)
            {
                return true;
            }
        }

        values = null;
        return true;
    }

    public static string Show(IReadOnlyList<string> values) => string.Join(",", values);

    private static bool TryReadMixed(IConfigurationSection section, out List<string>? values)
    {
        if (section.Value is not null)
        {
            return TryParse(section.Value, out values);
        }

        values = [];
        foreach (var child in section.GetChildren())
        {
            values.Add(child.Value ?? "");
        }

        values = values.Count == 0 ? null : values;
        return true;
    }

    private static List<string> ReadIndexed(IConfigurationProvider provider, string path)
    {
        var values = new List<string>();
        foreach (var index in provider.GetChildKeys([], path))
        {
            if (provider.TryGet(ConfigurationPath.Combine(path, index), out var value))
            {
                values.Add(value ?? "");
            }
        }

        return values;
    }

    private static bool TryParse(string? text, out List<string>? values)
    {
        values = null;
        if (text is null)
        {
            return true;
        }

        var trimmed = text.Trim();
        if (trimmed.StartsWith('['))
        {
            return TryParseJson(trimmed, out values);
        }

        const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        values = [.. trimmed.Split(',', Tidy)];
        return true;
    }

    private static bool TryParseJson(string text, out List<string>? values)
    {
        values = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var read = new List<string>();
            foreach (var element in document.RootElement.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.String)
                {
                    return false;
                }

                read.Add(element.GetString()!);
            }

            values = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
