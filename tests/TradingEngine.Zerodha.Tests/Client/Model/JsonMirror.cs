using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Tests.Client.Model;

/// <summary>Compares what was read with the JSON itself, so that no field is left out or mixed up.</summary>
internal static class JsonMirror
{
    /// <summary>Everything of the JSON that the value lacks or has otherwise.</summary>
    public static List<string> Differences(JsonElement json, object? value)
    {
        var differences = new List<string>();
        Compare("$", json, value, differences);
        return differences;
    }

    private static void Compare(string path, JsonElement json, object? value, List<string> differences)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when value is JsonElement same:
                Expect(path, JsonElement.DeepEquals(json, same), json, value, differences);
                break;
            case JsonValueKind.Object when value is not null:
                CompareFields(path, json, value, differences);
                break;
            case JsonValueKind.Array when value is IList list:
                Expect(path, list.Count == json.GetArrayLength(), json, list.Count, differences);
                for (var i = 0; i < Math.Min(list.Count, json.GetArrayLength()); i++)
                {
                    Compare($"{path}[{i}]", json[i], list[i], differences);
                }

                break;
            case JsonValueKind.Null:
                Expect(path, value is null, json, value, differences);
                break;
            default:
                Expect(path, value is not null && TextOf(json) == TextOf(value), json, value, differences);
                break;
        }
    }

    private static void CompareFields(string path, JsonElement json, object value, List<string> differences)
    {
        var properties = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .ToDictionary(NameOf);
        foreach (var field in json.EnumerateObject())
        {
            if (properties.TryGetValue(field.Name, out var property))
            {
                Compare($"{path}.{field.Name}", field.Value, property.GetValue(value), differences);
            }
            else
            {
                differences.Add($"{path}.{field.Name} is not read.");
            }
        }
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static string TextOf(JsonElement json) => json.ValueKind == JsonValueKind.Number
        ? decimal.Parse(json.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("0.#############################", CultureInfo.InvariantCulture)
        : json.ToString();

    private static string TextOf(object value) => value switch
    {
        decimal number => number.ToString("0.#############################", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.Offset == new TimeSpan(5, 30, 0)
            ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : $"wrong offset {time.Offset}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static void Expect(string path, bool isEqual, JsonElement json, object? value, List<string> differences)
    {
        if (!isEqual)
        {
            differences.Add($"{path}: {json.GetRawText()} was read as {value ?? "null"}.");
        }
    }
}
