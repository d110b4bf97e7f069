using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradingEngine.Markets;

namespace TradingEngine.Runner.Instruments;

/// <summary>Writes instruments, as a table or as JSON.</summary>
internal static class FindRun
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Finds instruments.</summary>
    /// <returns>The exit status: failed where there is none.</returns>
    public static int Execute(
        InstrumentRegistry registry, string text, string? exchange, int countMax, bool isJson)
    {
        var found = string.IsNullOrWhiteSpace(text) ? [] : registry.Search(text, exchange);
        Write([.. found.Take(countMax)], isJson);
        if (found.Count > countMax)
        {
            Console.Error.WriteLine($"{found.Count - countMax} more are not shown; see --max.");
        }

        return found.Count > 0 ? ExitStatus.Done : Miss($"No instrument has '{text}' in its symbol or name.");
    }

    /// <summary>Shows one instrument.</summary>
    public static int Show(InstrumentRegistry registry, long token, bool isJson)
    {
        if (registry.Find(token) is not { } instrument)
        {
            return Miss($"There is no instrument {token} in the list of {registry.Count}.");
        }

        Write([instrument], isJson);
        return ExitStatus.Done;
    }

    private static int Miss(string message)
    {
        Console.Error.WriteLine(message);
        return ExitStatus.Failed;
    }

    private static void Write(Instrument[] instruments, bool isJson)
    {
        if (isJson)
        {
            foreach (var instrument in instruments)
            {
                Console.Out.WriteLine(JsonOf(instrument));
            }
        }
        else if (instruments.Length > 0)
        {
            WriteTable(instruments);
        }
    }

    private static void WriteTable(Instrument[] instruments)
    {
        string[] header = ["token", "exchange", "symbol", "name", "type", "tick", "lot", "expiry", "strike"];
        string[][] rows = [header, .. instruments.Select(CellsOf)];
        var widths = Enumerable.Range(0, header.Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
        {
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private static string[] CellsOf(Instrument one) =>
    [
        one.Token.ToString(CultureInfo.InvariantCulture),
        one.Exchange,
        one.Symbol,
        one.Name,
        one.Type,
        one.TickSize.ToString(),
        one.LotSize.ToString(CultureInfo.InvariantCulture),
        one.Expiry?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        one.Strike.IsPositive ? one.Strike.ToString() : "",
    ];

    private static string JsonOf(Instrument one)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, JsonOptions))
        {
            writer.WriteStartObject();
            writer.WriteNumber("instrument_token", one.Token);
            writer.WriteString("exchange", one.Exchange);
            writer.WriteString("tradingsymbol", one.Symbol);
            writer.WriteString("name", one.Name);
            writer.WriteString("instrument_type", one.Type);
            writer.WriteString("segment", one.Segment);
            writer.WriteNumber("tick_size", one.TickSize.ToDecimal());
            writer.WriteNumber("lot_size", one.LotSize);
            writer.WriteString("expiry", one.Expiry?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteNumber("strike", one.Strike.ToDecimal());
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(memory.ToArray());
    }
}
