using System.Text;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Builds form bodies and queries: escaped, invariant, in the order of the calls.</summary>
internal sealed class KiteForm
{
    private readonly StringBuilder _text = new(256);

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Adds a field, nothing for null.</summary>
    public KiteForm Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    /// <inheritdoc cref="Add(string, string?)"/>
    public KiteForm Add(string name, long? value) => Add(name, value is { } number ? KiteText.Write(number) : null);

    /// <inheritdoc cref="Add(string, string?)"/>
    public KiteForm Add(string name, decimal? value) => Add(name, value is { } number ? KiteText.Write(number) : null);

    /// <summary>The bytes of a body.</summary>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_text.ToString());

    /// <summary>The text of a query.</summary>
    public override string ToString() => _text.ToString();
}
