using System.Globalization;
using System.Text;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Text from and for the wire.</summary>
internal static class KiteText
{
    // Every digit that a decimal can have, and no zeros behind the last: 2500.00000000 is written 2500.
    private const string ExactFormat = "0.############################";

    /// <summary>Characters of a message at most.</summary>
    public const int MessageLengthMax = 300;

    /// <summary>A number as Kite reads it, whatever the culture.</summary>
    public static string Write(decimal value) => value.ToString(ExactFormat, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Write(decimal)"/>
    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>On one line, without control characters, at most <paramref name="lengthMax"/> long.</summary>
    public static string Clean(string? text, int lengthMax = MessageLengthMax)
    {
        var cleaned = new StringBuilder(Math.Min(text?.Length ?? 0, lengthMax));
        foreach (var letter in text ?? "")
        {
            if (cleaned.Length == lengthMax)
            {
                break;
            }

            cleaned.Append(IsShown(letter) ? letter : ' ');
        }

        return cleaned.ToString().Trim();
    }

    /// <summary>Whether a header takes it: ASCII without control characters.</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The same without spaces, as keys and tokens are.</summary>
    public static bool IsToken(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>A variety or an order's id as a part of a route.</summary>
    /// <exception cref="ArgumentException">It would lead to another route.</exception>
    public static string Segment(string value, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        foreach (var letter in value)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
            {
                throw new ArgumentException($"The {name} must be of letters, digits, - and _.", name);
            }
        }

        return value;
    }

    // Half of a pair of surrogates is no text, and neither are marks that turn the direction of writing round.
    private static bool IsShown(char letter) =>
        !char.IsControl(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Surrogate
            or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
