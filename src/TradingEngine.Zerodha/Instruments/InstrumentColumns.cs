namespace TradingEngine.Zerodha.Instruments;

/// <summary>Which column of the file is what, by the header.</summary>
internal sealed class InstrumentColumns
{
    /// <summary>The names of the columns that are used, in the order of the fields of a row.</summary>
    private static readonly string[] Names =
    [
        "instrument_token", "tradingsymbol", "name", "expiry", "strike", "tick_size", "lot_size", "instrument_type",
        "segment", "exchange",
    ];

    /// <summary>For each column of the file the field that it fills, -1 for none.</summary>
    private readonly int[] _fields;

    private InstrumentColumns(int[] fields)
    {
        _fields = fields;
    }

    /// <summary>Fields of a row.</summary>
    public static int FieldCount => Names.Length;

    /// <summary>Columns of the file.</summary>
    public int Count => _fields.Length;

    /// <summary>The field that a column fills, -1 for none.</summary>
    public int FieldOf(int column) => _fields[column];

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">A column is missing or stands twice; the message names it.</exception>
    public static InstrumentColumns Read(ReadOnlySpan<byte> header)
    {
        var fields = new List<int>();
        var line = new CsvFields(header);
        while (line.TryNext(out var name))
        {
            var text = System.Text.Encoding.UTF8.GetString(name).Trim();
            var field = Array.IndexOf(Names, text);
            if (field >= 0 && fields.Contains(field))
            {
                throw new InvalidDataException($"The header of the instruments names the column '{text}' twice.");
            }

            fields.Add(field);
        }

        foreach (var name in Names)
        {
            if (!fields.Contains(Array.IndexOf(Names, name)))
            {
                throw new InvalidDataException(
                    $"This is no list of instruments: its first line does not name the column '{name}'.");
            }
        }

        return new InstrumentColumns([.. fields]);
    }
}
