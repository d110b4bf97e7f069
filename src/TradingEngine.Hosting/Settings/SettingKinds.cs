using System.Globalization;

namespace TradingEngine.Hosting.Settings;

/// <summary>The kinds of values that settings have. Nothing depends on the language of the machine.</summary>
internal static class SettingKinds
{
    /// <summary>A decimal holds this many digits whatever they are; the 29th may be rounded.</summary>
    private const int ExactDigits = 28;

    public static readonly SettingKind<string> Text = new("text", ParseText, value => value);

    public static readonly SettingKind<int> Whole = new(
        $"a whole number from {int.MinValue} to {int.MaxValue}",
        ParseWhole,
        value => value.ToString(CultureInfo.InvariantCulture));

    public static readonly SettingKind<decimal> Number = new(
        "a decimal number such as 0.05",
        ParseNumber,
        value => value.ToString(CultureInfo.InvariantCulture));

    public static readonly SettingKind<bool> Flag =
        new("true or false", ParseFlag, value => value ? "true" : "false");

    /// <summary>Nothing at all, which is written <c>none</c>, or a value of another kind.</summary>
    public static SettingKind<T?> OrNone<T>(SettingKind<T> kind)
        where T : struct
    {
        return new SettingKind<T?>(
            $"{kind.Expectation}, or none", Parse, value => value is { } known ? kind.Show(known) : "none");

        bool Parse(string text, out T? value)
        {
            value = null;
            var word = text.AsSpan().Trim();
            if (word.IsEmpty || word.Equals("none", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            var isRead = kind.Parse(text, out var read);
            value = isRead ? read : null;
            return isRead;
        }
    }

    public static SettingKind<TEnum> Choice<TEnum>()
        where TEnum : struct, Enum => new(
            $"one of {string.Join(", ", Enum.GetNames<TEnum>())}", ParseChoice, value => value.ToString());

    /// <summary>As it is: a password may begin with a space.</summary>
    private static bool ParseText(string text, out string value)
    {
        value = text;
        return true;
    }

    private static bool ParseWhole(string text, out int value) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool ParseNumber(string text, out decimal value)
    {
        var digits = 0;
        foreach (var character in text)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text.AsSpan().Trim(), Style, CultureInfo.InvariantCulture, out value)
            && digits <= ExactDigits;
    }

    /// <summary>Also the other words that the replaced system takes for true and false.</summary>
    private static bool ParseFlag(string text, out bool value)
    {
        var word = text.Trim().ToUpperInvariant();
        value = word is "TRUE" or "1" or "YES" or "Y" or "ON" or "T";
        return value || word is "FALSE" or "0" or "NO" or "N" or "OFF" or "F";
    }

    private static bool ParseChoice<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum
    {
        foreach (var name in Enum.GetNames<TEnum>())
        {
            if (name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                value = Enum.Parse<TEnum>(name);
                return true;
            }
        }

        value = default;
        return false;
    }
}
