using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace TradingEngine.Zerodha.Client;

/// <summary>Writes a form: numbers exactly and the same in every culture.</summary>
internal sealed class FormWriter
{
    private const int TypicalLength = 256;

    private static readonly MediaTypeHeaderValue ContentType = new("application/x-www-form-urlencoded");

    private readonly StringBuilder _text = new(TypicalLength);

    /// <summary>Adds a field, unless it is null.</summary>
    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    /// <summary>Adds a whole number, unless it is null.</summary>
    public void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number with all of its decimals and no zeros behind them, unless it is null.</summary>
    public void Add(string name, decimal? value) =>
        Add(name, value?.ToString("0.############################", CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>The form as the body of a request.</summary>
    public HttpContent ToContent() => new ByteArrayContent(Encoding.ASCII.GetBytes(_text.ToString()))
    {
        Headers = { ContentType = ContentType },
    };
}
