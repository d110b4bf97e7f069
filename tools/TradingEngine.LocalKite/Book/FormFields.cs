using System.Globalization;

namespace TradingEngine.LocalKite.Book;

/// <summary>Reads the fields of a form and refuses what is missing or unknown.</summary>
internal readonly struct FormFields(IReadOnlyDictionary<string, string> fields)
{
    public string? Text(string name) => fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string Required(string name) =>
        Text(name) ?? throw KiteError.Input($"Missing or empty field `{name}`");

    public string OneOf(string name, params ReadOnlySpan<string> allowed) => Allowed(name, Required(name), allowed);

    public string? OptionalOneOf(string name, params ReadOnlySpan<string> allowed) =>
        Text(name) is { } value ? Allowed(name, value, allowed) : null;

    public decimal? Decimal(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Invalid(name);
    }

    public long? Whole(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Invalid(name);
    }

    public int? Int(string name, int min, int max) => Whole(name) switch
    {
        null => null,
        { } value when value >= min && value <= max => (int)value,
        _ => throw Invalid(name),
    };

    public bool Flag(string name) => OptionalOneOf(name, "true", "false") == "true";

    public static KiteError Invalid(string name) => KiteError.Input($"Invalid `{name}`.");

    private static string Allowed(string name, string value, ReadOnlySpan<string> allowed) =>
        allowed.Contains(value) ? value : throw Invalid(name);
}
