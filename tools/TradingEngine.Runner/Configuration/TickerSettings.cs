using System.Globalization;
using TradingEngine.Hosting.Settings;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Runner.Configuration;

/// <summary>The section <c>Ticker</c>: what <c>run --feed kite</c> listens to.</summary>
/// <param name="Instruments">The tokens of the instruments.</param>
/// <param name="Mode">How much Kite sends of each.</param>
internal sealed record class TickerSettings(IReadOnlyList<long> Instruments, KiteTickerMode Mode)
{
    private const string SectionName = "Ticker";
    private const int OrderStreamCount = 1;

    /// <summary>Reads the section.</summary>
    public static TickerSettings Read(SettingReader reader)
    {
        var section = reader.Section(SectionName);
        var texts = section.List(
            nameof(Instruments), [], "The tokens whose prices come from Kite with --feed kite, at most 6000.");
        var tokens = new List<long>();
        foreach (var text in texts)
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var token))
            {
                tokens.Add(token);
            }
            else
            {
                section.AddError(nameof(Instruments), $"must be whole numbers, not '{text}'.");
            }
        }

        var settings = new TickerSettings(
            tokens, section.Choice(nameof(Mode), KiteTickerMode.Quote, "How much comes with a price: Ltp, Quote, Full."));
        section.RefuseUnknown();
        return settings;
    }

    /// <summary>Makes the source. One of Kite's three connections is left for the order updates.</summary>
    public KiteTickerSource MakeSource(ZerodhaOptions options, ZerodhaTrader trader)
    {
        var ticker = new KiteTickerOptions
        {
            ApiKey = options.Client.ApiKey,
            SocketRoot = options.Client.SocketRoot,
        };
        ticker.ConnectionsMax -= OrderStreamCount;
        var source = new KiteTickerSource(ticker, () => trader.Session?.Current?.AccessToken);
        source.Subscribe(Instruments, Mode);
        return source;
    }
}
