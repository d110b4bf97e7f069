using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TradingEngine.LocalKite.Rest;

/// <summary>The instruments as gzipped CSV. Anybody may read them.</summary>
internal sealed class MarketRoutes(LocalKiteOptions options)
{
    private const string Header = "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,"
        + "tick_size,lot_size,instrument_type,segment,exchange\n";

    public Call Instruments(string? exchange) => new(LocalCall.Other, CallGuard.Open, _ =>
    {
        var text = new StringBuilder(Header);
        foreach (var instrument in options.Instruments.Where(i => exchange is null || i.Exchange == exchange))
        {
            AppendRow(text, instrument);
        }

        return new Answer(200, "text/csv", Zip(text.ToString()), IsGzip: true);
    });

    private static void AppendRow(StringBuilder text, LocalInstrument instrument) =>
        text.Append(CultureInfo.InvariantCulture, $"{instrument.Token},{instrument.Token >> 8},")
            .Append(Quoted(instrument.Symbol)).Append(',').Append(Quoted(instrument.Name))
            .Append(CultureInfo.InvariantCulture, $",0,{instrument.Expiry:yyyy-MM-dd},{instrument.Strike},")
            .Append(CultureInfo.InvariantCulture, $"{instrument.TickSize},{instrument.LotSize},{instrument.Type},")
            .Append(instrument.Segment ?? instrument.Exchange).Append(',').Append(instrument.Exchange).Append('\n');

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static byte[] Zip(string text)
    {
        var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }
}
