using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TradingEngine.Markets;
using TradingEngine.Model;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>Makes instruments of lines, and keeps account of those that are none.</summary>
internal sealed class InstrumentRows
{
    private const int Token = 0;
    private const int Symbol = 1;
    private const int Name = 2;
    private const int Expiry = 3;
    private const int Strike = 4;
    private const int TickSize = 5;
    private const int LotSize = 6;
    private const int Type = 7;
    private const int Segment = 8;
    private const int Exchange = 9;

    /// <summary>Kite lists some 100,000: what is far longer is a mistake, and is not kept in memory.</summary>
    private const int LineCountMax = 2_000_000;

    private readonly List<Instrument> _instruments = [];
    private readonly HashSet<long> _tokens = [];
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private readonly List<RefusedRow> _refused = [];
    private readonly SharedTexts _texts = new();
    private readonly (int Start, int Length)[] _fields = new (int, int)[InstrumentColumns.FieldCount];
    private InstrumentColumns? _columns;
    private int _refusedCount;

    /// <summary>The number of the next line, from 1.</summary>
    public int NextLine { get; private set; } = 1;

    /// <summary>Takes a line, without its end.</summary>
    public void Take(ReadOnlySpan<byte> line)
    {
        if (!line.IsEmpty && line[^1] == (byte)'\r')
        {
            line = line[..^1];
        }

        if (_columns is null)
        {
            _columns = InstrumentColumns.Read(line.StartsWith("\uFEFF"u8) ? line[3..] : line);
        }
        else if (!line.IsEmpty && Read(line) is { } reason)
        {
            Refuse(reason);
        }

        if (++NextLine > LineCountMax)
        {
            throw new InvalidDataException(
                $"This is no list of instruments: it has more than {LineCountMax} lines.");
        }
    }

    /// <summary>Takes what stands behind the last end of a line.</summary>
    public void TakeLast(ReadOnlySpan<byte> line)
    {
        if (!line.IsEmpty)
        {
            Take(line);
        }
    }

    /// <summary>What came of it.</summary>
    /// <exception cref="InvalidDataException">There was no header.</exception>
    public InstrumentList Finish() => _columns is null
        ? throw new InvalidDataException("This is no list of instruments: it is empty.")
        : new InstrumentList(InstrumentRegistry.Create(_instruments), _refusedCount, _reasons, _refused);

    /// <returns>Why the line is no instrument, null where it is one.</returns>
    private string? Read(ReadOnlySpan<byte> line)
    {
        if (Cut(line) is { } broken)
        {
            return broken;
        }

        if (!TryWhole(Field(line, Token), out var token) || token is <= 0 or > uint.MaxValue)
        {
            return "instrument_token is no whole number from 1 to 4294967295";
        }

        if (Field(line, Symbol).IsEmpty || Field(line, Exchange).IsEmpty)
        {
            return "tradingsymbol or exchange is missing";
        }

        if (line.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0 || !Utf8.IsValid(line))
        {
            return "it holds control characters or is no UTF-8";
        }

        if (!TryPrice(Field(line, TickSize), out var tickSize) || !TryWhole(Field(line, LotSize), out var lotSize)
            || lotSize < 0)
        {
            return "tick_size or lot_size is no number of zero or more";
        }

        if (!TryPrice(Field(line, Strike), out var strike))
        {
            return "strike is no number of zero or more";
        }

        if (!TryDate(Field(line, Expiry), out var expiry))
        {
            return "expiry is no date";
        }

        if (!_tokens.Add(token))
        {
            return "instrument_token stands twice; the first row counts";
        }

        _instruments.Add(new Instrument
        {
            Token = token,
            Symbol = SharedTexts.NewOf(Field(line, Symbol)),
            Exchange = _texts.Of(Field(line, Exchange)),
            Name = _texts.Of(Field(line, Name)),
            Expiry = expiry,
            Strike = strike,
            TickSize = tickSize,
            LotSize = lotSize,
            Type = _texts.Of(Field(line, Type)),
            Segment = _texts.Of(Field(line, Segment)),
        });
        return null;
    }

    private string? Cut(ReadOnlySpan<byte> line)
    {
        var count = 0;
        var fields = new CsvFields(line);
        while (fields.TryNext(out var field))
        {
            if (count < _columns!.Count && _columns.FieldOf(count) is var index and >= 0)
            {
                _fields[index] = (OffsetOf(line, field), field.Length);
            }

            count++;
        }

        return fields.IsBroken ? "a quote is not closed"
            : count != _columns!.Count ? $"it has {count} columns in place of {_columns.Count}"
            : null;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int index) =>
        line.Slice(_fields[index].Start, _fields[index].Length);

    private static int OffsetOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field) =>
        !field.IsEmpty && line.Overlaps(field, out var offset) ? offset : 0;

    private void Refuse(string reason)
    {
        _refusedCount++;
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        if (_refused.Count < InstrumentFile.RefusedKeptMax)
        {
            _refused.Add(new RefusedRow(NextLine, reason));
        }
    }

    private static bool TryWhole(ReadOnlySpan<byte> field, out long value) =>
        Utf8Parser.TryParse(field, out value, out var used) && used == field.Length;

    private static bool TryPrice(ReadOnlySpan<byte> field, out Price price)
    {
        price = default;
        return field.IsEmpty || (Price.TryParse(field, out price) && price.Raw >= 0);
    }

    private static bool TryDate(ReadOnlySpan<byte> field, out DateOnly? date)
    {
        date = null;
        if (field.IsEmpty)
        {
            return true;
        }

        Span<char> text = stackalloc char[10];
        if (field.Length != text.Length || Encoding.UTF8.GetCharCount(field) != text.Length)
        {
            return false;
        }

        Encoding.UTF8.GetChars(field, text);
        var isDate = DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value);
        date = value;
        return isDate;
    }
}
