using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Lists of instruments as Kite sends them, made up: shares, and for most rows options on a part of them.</summary>
internal static class InstrumentsText
{
    /// <summary>Rows without the header.</summary>
    public const int RowCount = 150_000;

    private const int ShareCount = 12_000;
    private const int UnderlyingCount = 200;
    private const int ExpiryCount = 5;
    private const int TokensPerSegment = 256;
    private const int FirstNumber = 1_000;
    private const string Header = "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,"
        + "lot_size,instrument_type,segment,exchange\n";

    /// <summary>The token of a row, spread as those of Kite are.</summary>
    public static long TokenOf(int row) => (long)(FirstNumber + row) * TokensPerSegment + 1;

    /// <summary>Writes a list.</summary>
    /// <returns>The path.</returns>
    public static string Write(string directory, bool isZipped)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "instruments.csv");
        using var file = File.Create(path);
        using var stream = isZipped ? (Stream)new GZipStream(file, CompressionLevel.Optimal) : file;
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(Header);
        for (var row = 0; row < RowCount; row++)
        {
            writer.Write(row < ShareCount ? MakeShare(row) : MakeOption(row));
        }

        return path;
    }

    private static string MakeShare(int row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{TokenOf(row)},{FirstNumber + row},SHARE{row},SHARE NUMBER {row} INDUSTRIES,{100 + row}.55,,0,0.05,1,EQ,NSE,NSE\n");

    private static string MakeOption(int row)
    {
        var option = row - ShareCount;
        var name = $"SHARE{option % UnderlyingCount}";
        var day = 2 + 7 * (option / UnderlyingCount % ExpiryCount);
        var type = option % 2 == 0 ? "CE" : "PE";
        var strike = 1_000 + 50 * (option / (2 * UnderlyingCount));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TokenOf(row)},{FirstNumber + row},{name}25{day:00}JAN{strike}{type},\"{name}\",0,2025-01-{day:00},{strike},0.05,"
            + $"{25 * (1 + option % 40)},{type},NFO-OPT,NFO\n");
    }
}
