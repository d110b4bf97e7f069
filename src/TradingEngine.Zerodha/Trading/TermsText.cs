using System.Text.Json;
using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.Settings;
using TradingEngine.Zerodha.Hosting;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Reads the terms of an order, a JSON object with the names and texts that the settings have, too.
/// </summary>
internal static class TermsText
{
    /// <summary>Reads terms that were checked.</summary>
    /// <param name="text">The terms.</param>
    /// <param name="defaults">What counts for what they leave out.</param>
    public static OrderTerms Parse(string text, OrderTerms defaults) => Read(text, defaults, new SettingReport());

    /// <summary>What is wrong with terms; none where all is well.</summary>
    public static IReadOnlyList<string> Check(string text, OrderTerms defaults)
    {
        var report = new SettingReport();
        try
        {
            Read(text, defaults, report);
            return report.Errors;
        }
        catch (JsonException exception)
        {
            return [$"They are no flat JSON object: {exception.Message}"];
        }
    }

    private static OrderTerms Read(string text, OrderTerms defaults, SettingReport report)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("there is no object.");
        }

        var fields = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            if (field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            {
                throw new JsonException($"'{field.Name}' is neither a text nor a number nor true or false.");
            }

            fields[field.Name] = field.Value.ToString();
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(fields).Build();
        return ZerodhaSettings.ReadTerms(new SettingReader(configuration, report), defaults);
    }
}
