using System.Globalization;

namespace TradingEngine.LocalKite.Book;

/// <summary>Ids as they look at the broker: increasing, with gaps, too large for a double.</summary>
internal sealed class Ids(int seed)
{
    private readonly Random _random = new(seed);
    private long _order = 1_914_227_164_488_687_616;
    private long _exchange = 1_300_000_029_561_105;
    private int _trade = 159_917;

    public string NextOrder() => Text(_order += 46_137_344 + _random.Next(1 << 16));

    public string NextExchangeOrder() => Text(_exchange += 1 + _random.Next(100));

    public string NextTrade() => Text(++_trade);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
