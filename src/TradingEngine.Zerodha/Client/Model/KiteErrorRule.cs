namespace TradingEngine.Zerodha.Client.Model;

/// <summary>One row of the table of errors; an empty list fits everything.</summary>
/// <param name="Meaning">What the row is about, as the table in README.md says it.</param>
/// <param name="StatusMin">The lowest HTTP status of the row.</param>
/// <param name="StatusMax">The highest.</param>
/// <param name="ErrorTypes">The values of <c>error_type</c>.</param>
/// <param name="Words">Parts of the message of which it has one, as <see cref="Plain"/> writes it.</param>
/// <param name="Kind">What follows.</param>
internal sealed record KiteErrorRule(
    string Meaning, int StatusMin, int StatusMax, string[] ErrorTypes, string[] Words, KiteErrorKind Kind)
{
    /// <summary>Whether the row is about this answer.</summary>
    public bool Fits(int status, string errorType, string plainMessage) =>
        status >= StatusMin && status <= StatusMax
        && (ErrorTypes.Length == 0 || Array.IndexOf(ErrorTypes, errorType) >= 0)
        && (Words.Length == 0 || HasWord(plainMessage));

    /// <summary>
    /// The message in small letters, with one space for whatever is no letter or digit, at both ends too:
    /// <c>Timed-out.</c> is <c> timed out </c>.
    /// </summary>
    public static string Plain(string message)
    {
        Span<char> plain = message.Length < 1_000 ? stackalloc char[message.Length + 2] : new char[message.Length + 2];
        plain[0] = ' ';
        var length = 1;
        foreach (var letter in message)
        {
            var isLetter = char.IsLetterOrDigit(letter);
            if (isLetter || plain[length - 1] != ' ')
            {
                plain[length++] = isLetter ? char.ToLowerInvariant(letter) : ' ';
            }
        }

        if (plain[length - 1] != ' ')
        {
            plain[length++] = ' ';
        }

        return new string(plain[..length]);
    }

    private bool HasWord(string plainMessage)
    {
        foreach (var word in Words)
        {
            if (plainMessage.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
