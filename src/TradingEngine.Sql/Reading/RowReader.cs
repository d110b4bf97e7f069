using System.Data.Common;
using System.Globalization;

namespace TradingEngine.Sql.Reading;

/// <summary>Reads the rows of a table, value by value in the order of the columns, and reports what is wrong.</summary>
/// <remarks>
/// A value is judged by what it is, not by how its column is declared: SQLite keeps any type in any column, and a
/// table of PostgreSQL may have been made by somebody else.
/// </remarks>
internal sealed class RowReader(DbDataReader reader, SqlTable table, List<string> errors)
{
    private const int TextLengthShown = 100;

    private long _number;
    private string? _key;
    private string? _secondKey;

    /// <summary>What the row is called by; null where that is wrong.</summary>
    public string? FirstKey => _key;

    /// <summary>Goes on to the next row.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        _number++;
        _key = _secondKey = null;
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A text by which the row is called from here on; null where it is wrong.</summary>
    public string? Key(int column)
    {
        if (RequiredText(column) is not { } text)
        {
            return null;
        }

        if (text.Length == 0)
        {
            Report(column, "is empty.");
            return null;
        }

        if (_key is null)
        {
            _key = text;
        }
        else
        {
            _secondKey = text;
        }

        return text;
    }

    /// <summary>A text; null is allowed.</summary>
    public string? Text(int column) => Value(column) switch
    {
        null => null,
        string text => text,
        var other => Wrong<string>(column, "must be a text", other),
    };

    /// <summary>A text; null is wrong.</summary>
    public string? RequiredText(int column) => IsThere(column, Value(column), out var value)
        ? value as string ?? Wrong<string>(column, "must be a text", value)
        : null;

    /// <summary>A boolean; null is wrong.</summary>
    public bool Flag(int column)
    {
        if (!IsThere(column, Value(column), out var value))
        {
            return false;
        }

        switch (value)
        {
            case bool flag:
                return flag;
            case 0L or 1L:
                return value is 1L; // SQLite has no booleans.
            default:
                Wrong<string>(column, "must be a boolean", value);
                return false;
        }
    }

    /// <summary>A whole number; null is wrong.</summary>
    public long Whole(int column)
    {
        if (!IsThere(column, Value(column), out var value))
        {
            return 0;
        }

        switch (value)
        {
            case long number:
                return number;
            case int number:
                return number;
            default:
                Wrong<string>(column, "must be a whole number", value);
                return 0;
        }
    }

    /// <summary>A number; null is wrong.</summary>
    public decimal? Number(int column)
    {
        if (!IsThere(column, Value(column), out var value))
        {
            return null;
        }

        switch (value)
        {
            case decimal number:
                return number;
            case long number:
                return number;
            case int number:
                return number;
            case double number when Math.Abs(number) < 1e15: // SQLite has no decimals.
                return (decimal)number;
            default:
                Wrong<string>(column, "must be a number", value);
                return null;
        }
    }

    /// <summary>A time in UTC; null is wrong.</summary>
    public DateTimeOffset Time(int column)
    {
        if (!IsThere(column, Value(column), out var value))
        {
            return default;
        }

        switch (value)
        {
            case DateTime time:
                return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
            case string text when DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time):
                return time.ToUniversalTime();
            default:
                Wrong<string>(column, "must be a time", value);
                return default;
        }
    }

    /// <summary>Adds an error about the row.</summary>
    public void Report(int column, string sentence) => errors.Add($"{PlaceOf(column)}: {sentence}");

    /// <summary>The table, the row and the column.</summary>
    public string PlaceOf(int column)
    {
        var row = (_key, _secondKey) switch
        {
            (null, _) => string.Create(CultureInfo.InvariantCulture, $"row number {_number}"),
            (_, null) => $"row '{_key}'",
            _ => $"row '{_key}'/'{_secondKey}'",
        };
        return $"{table.Name}, {row}, column {table.Columns[column]}";
    }

    private object? Value(int column)
    {
        try
        {
            return reader.GetValue(column) is var value and not DBNull ? value : null;
        }
        catch (Exception exception) when (
            exception is InvalidCastException or OverflowException or NotSupportedException or FormatException)
        {
            return new UnreadableValue(exception.Message);
        }
    }

    private bool IsThere(int column, object? value, out object found)
    {
        found = value ?? "";
        if (value is null)
        {
            Report(column, "is NULL.");
        }

        return value is not null;
    }

    private T? Wrong<T>(int column, string expectation, object value)
        where T : class
    {
        Report(column, $"{expectation}, not {Describe(value)}.");
        return null;
    }

    private static string Describe(object value) => value switch
    {
        UnreadableValue unreadable => $"a value that cannot be read ({unreadable.Reason.TrimEnd('.')})",
        string { Length: > TextLengthShown } text => $"the text '{text.AsSpan(0, TextLengthShown)}…'",
        string text => $"the text '{text}'",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} bytes"),
        IFormattable other => $"{other.ToString(null, CultureInfo.InvariantCulture)} (a {other.GetType().Name})",
        _ => $"a value of the type {value.GetType().Name}",
    };

    private sealed record class UnreadableValue(string Reason);
}
