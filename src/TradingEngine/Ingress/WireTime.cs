using System.Diagnostics.CodeAnalysis;

namespace TradingEngine.Ingress;

/// <summary>Reads ISO 8601 time stamps with an offset. One without is refused, not read as UTC.</summary>
internal static class WireTime
{
    private const int LengthMin = 20;
    private const int FractionDigitsMax = 9;

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ss[.fraction](Z|±HH:mm)</c>; digits beyond 100 ns are cut off.</summary>
    /// <param name="text">All of the time stamp and nothing else.</param>
    /// <param name="time">The time.</param>
    /// <param name="error">Why it could not be read.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text, out DateTimeOffset time, [NotNullWhen(false)] out string? error)
    {
        time = default;
        error = "the time stamp is not of the form 2026-08-03T09:15:00.000000+05:30";
        if (text.Length < LengthMin - 1
            || !TryRead(text, 0, 4, out var year) || text[4] != '-'
            || !TryRead(text, 5, 2, out var month) || text[7] != '-'
            || !TryRead(text, 8, 2, out var day) || text[10] is not ((byte)'T' or (byte)' ')
            || !TryRead(text, 11, 2, out var hour) || text[13] != ':'
            || !TryRead(text, 14, 2, out var minute) || text[16] != ':'
            || !TryRead(text, 17, 2, out var second))
        {
            return false;
        }

        if (!TryReadFraction(text[19..], out var fractionTicks, out var length))
        {
            return false;
        }

        var rest = text[(19 + length)..];
        if (rest.IsEmpty)
        {
            error = "the time stamp has no offset";
            return false;
        }

        if (!TryReadOffset(rest, out var offset))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            error = "the time stamp is not a time that exists";
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second).AddTicks(fractionTicks);
        if (local.Ticks - offset.Ticks < 0 || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
        {
            error = "the time stamp is not a time that exists";
            return false;
        }

        time = new DateTimeOffset(local, offset);
        error = null;
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long ticks, out int length)
    {
        ticks = 0;
        length = 0;
        if (text.IsEmpty || text[0] != '.')
        {
            return true;
        }

        var digits = 0;
        while (digits + 1 < text.Length && (uint)(text[digits + 1] - '0') <= 9)
        {
            ticks = digits < 7 ? ticks * 10 + (text[digits + 1] - '0') : ticks;
            digits++;
        }

        for (var i = digits; i < 7; i++)
        {
            ticks *= 10;
        }

        length = digits + 1;
        return digits is > 0 and <= FractionDigitsMax;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.Length == 1)
        {
            return text[0] == 'Z';
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !TryRead(text, 1, 2, out var hours) || !TryRead(text, 4, 2, out var minutes)
            || minutes > 59 || hours * 60 + minutes > 14 * 60)
        {
            return false;
        }

        var size = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -size : size;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, int length, out int value)
    {
        value = 0;
        foreach (var character in text.Slice(start, length))
        {
            var digit = character - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = value * 10 + digit;
        }

        return true;
    }
}
