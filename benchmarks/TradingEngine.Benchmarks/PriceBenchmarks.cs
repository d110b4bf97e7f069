using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using TradingEngine.Model;

namespace TradingEngine.Benchmarks;

/// <summary>Prices from and to text, with <see cref="decimal"/> beside them.</summary>
public class PriceBenchmarks
{
    private const string Text = "24135.85";

    private readonly string _text = Text;
    private readonly byte[] _utf8Text = Encoding.UTF8.GetBytes(Text);
    private readonly Price _price = Price.Parse(Text);
    private readonly byte[] _utf8Buffer = new byte[Price.LengthMax];
    private readonly char[] _buffer = new char[Price.LengthMax];

    [Benchmark]
    public bool ParseChars() => Price.TryParse(_text.AsSpan(), out _);

    [Benchmark]
    public bool ParseUtf8() => Price.TryParse(_utf8Text, out _);

    [Benchmark]
    public bool ParseUtf8Rounded() => Price.TryParseRounded(_utf8Text, out _);

    [Benchmark(Baseline = true)]
    public bool ParseDecimal() => decimal.TryParse(_text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [Benchmark]
    public bool FormatChars() => _price.TryFormat(_buffer, out _);

    [Benchmark]
    public bool FormatUtf8() => _price.TryFormat(_utf8Buffer, out _);
}
