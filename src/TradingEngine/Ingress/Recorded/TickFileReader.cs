using System.Buffers.Text;
using System.Text;
using TradingEngine.Model;

namespace TradingEngine.Ingress.Recorded;

/// <summary>Reads <c>ticks.csv.gz</c>: a header, then a tick a line. Bad lines are reported and skipped.</summary>
public sealed class TickFileReader : IDisposable
{
    private static readonly string[] ColumnNames =
        ["timestamp", "instrument_token", "last_price", "last_traded_quantity"];

    private readonly string _fileName;
    private readonly LineReader _lines;
    private readonly Action<RefusedLine> _onRefused;
    private readonly int[] _places = new int[ColumnNames.Length];
    private readonly int _columnCount;
    private readonly Range[] _fields;

    /// <summary>Opens a file; one whose name does not end in <c>.gz</c> is read as plain text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onRefused">Told of each line that is not used.</param>
    /// <exception cref="InvalidDataException">The header lacks a column; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public TickFileReader(string path, Action<RefusedLine> onRefused)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(onRefused);
        _fileName = Path.GetFileName(path);
        _onRefused = onRefused;
        _lines = new LineReader(Open(path));
        try
        {
            _columnCount = ReadHeader();
            _fields = new Range[_columnCount + 1];
        }
        catch
        {
            _lines.Dispose();
            throw;
        }
    }

    /// <summary>The line that was read last, from 1.</summary>
    public long LineNumber => _lines.LineNumber;

    /// <summary>Reads the next good tick.</summary>
    /// <returns>False at the end, also where the file is cut off, which is reported as a refused line.</returns>
    public bool TryRead(out MarketTick tick)
    {
        while (TryReadLine(out var line))
        {
            if (TryParse(line, out tick, out var error))
            {
                return true;
            }

            _onRefused(new RefusedLine(_fileName, LineNumber, _lines.IsTooLong ? LineReader.TooLongReason : error));
        }

        tick = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new CheckedGzipStream(file)
            : file;
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        try
        {
            return _lines.TryRead(out line);
        }
        catch (InvalidDataException exception)
        {
            _onRefused(new RefusedLine(
                _fileName, LineNumber + 1, $"the file is cut off or damaged here: {exception.Message}"));
            line = default;
            return false;
        }
    }

    private int ReadHeader()
    {
        var header = _lines.TryRead(out var line) ? Encoding.UTF8.GetString(line).Split(',') : [];
        for (var i = 0; i < ColumnNames.Length; i++)
        {
            _places[i] = Array.IndexOf(header, ColumnNames[i]);
            if (_places[i] < 0)
            {
                throw new InvalidDataException($"{_fileName}:1: the header has no column '{ColumnNames[i]}'");
            }
        }

        return header.Length;
    }

    private bool TryParse(ReadOnlySpan<byte> line, out MarketTick tick, out string error)
    {
        tick = default;
        var fields = _fields;
        var count = Split(line, fields);
        if (count != _columnCount)
        {
            error = $"{count} columns where the header has {_columnCount}";
            return false;
        }

        if (!WireTime.TryParse(line[fields[_places[0]]], out var timestamp, out var timeError))
        {
            error = timeError;
            return false;
        }

        if (!TryReadLong(line[fields[_places[1]]], out var token) || token <= 0)
        {
            error = "the instrument_token is not a whole number above zero";
            return false;
        }

        if (!Price.TryParseRounded(line[fields[_places[2]]], out var price) || !price.IsPositive)
        {
            error = $"the last_price is not a number above 0 and at most {Price.MaxValue}";
            return false;
        }

        if (!TryReadLong(line[fields[_places[3]]], out var quantity) || quantity < 0)
        {
            error = "the last_traded_quantity is not a whole number of 0 or more";
            return false;
        }

        error = "";
        tick = new MarketTick(token, price, quantity, timestamp);
        return true;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var count = 0;
        var start = 0;
        while (count < fields.Length)
        {
            var comma = line[start..].IndexOf((byte)',');
            if (comma < 0)
            {
                fields[count++] = start..line.Length;
                break;
            }

            fields[count++] = start..(start + comma);
            start += comma + 1;
        }

        return count;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length;
}
