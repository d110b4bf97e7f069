using System.Globalization;
using System.IO.Compression;

namespace TradingEngine.Runner.Tests.Replay;

/// <summary>Writes recorded days in which some lines are wrong.</summary>
internal static class BrokenDay
{
    public const string Header = "timestamp,instrument_token,last_price,last_traded_quantity";
    public const string GoodTick = "2022-11-22T10:00:00.000000+05:30,1,100.05,1";

    /// <summary>Writes the two files.</summary>
    public static void Write(TempFolder folder, IEnumerable<string> tickLines, params string[] signalLines)
    {
        using (var stream = new GZipStream(File.Create(folder["ticks.csv.gz"]), CompressionLevel.Fastest))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(Header);
            foreach (var line in tickLines)
            {
                writer.WriteLine(line);
            }
        }

        File.WriteAllLines(folder["signals.jsonl"], signalLines);
    }

    /// <summary>Many ticks that do not compress to nothing.</summary>
    public static IEnumerable<string> ManyTicks(int count)
    {
        var time = new DateTimeOffset(2022, 11, 22, 10, 0, 0, TimeSpan.FromMinutes(330));
        for (var i = 0; i < count; i++)
        {
            var stamp = time.AddMilliseconds(i).ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
            yield return string.Create(CultureInfo.InvariantCulture, $"{stamp},1,100.05,{i * 7919L % 10007}");
        }
    }

    /// <summary>A signal at 11:00, good unless a value is replaced.</summary>
    public static string Signal(
        string id,
        string side = "\"BUY\"",
        string strategy = "\"momentum\"",
        string quantity = "10",
        string timestamp = "\"2022-11-22T11:00:00.000000+05:30\"") => $$$"""
        {"id": "{{{id}}}", "type": "validated_signal", "data": {
        "original_signal": {"strategy_id": {{{strategy}}}, "instrument_token": 1, "signal_type": {{{side}}},
        "quantity": {{{quantity}}}, "price": null, "timestamp": {{{timestamp}}}},
        "validated_quantity": {{{quantity}}}, "validated_price": null}}
        """.ReplaceLineEndings("");
}
