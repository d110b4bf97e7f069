using System.Text.Json;

namespace TradingEngine.Runner.Tests.Replay;

/// <summary>The files that a replay wrote.</summary>
internal sealed class ReplayOutput
{
    public ReplayOutput(string folder)
    {
        EventBytes = File.ReadAllBytes(Path.Combine(folder, "order-events.jsonl"));
        Events = [.. File.ReadLines(Path.Combine(folder, "order-events.jsonl")).Select(Parse)];
        Summary = Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
    }

    public byte[] EventBytes { get; }

    public IReadOnlyList<JsonElement> Events { get; }

    public JsonElement Summary { get; }

    public IEnumerable<ExpectedFill> Fills => Events
        .Where(line => line.GetProperty("type").GetString() == "order_filled")
        .Select(ToFill);

    public static JsonElement Parse(string json) => JsonElement.Parse(json);

    private static ExpectedFill ToFill(JsonElement line)
    {
        var data = line.GetProperty("data");
        return new ExpectedFill(
            line.GetProperty("causation_id").GetString()!,
            data.GetProperty("strategy_id").GetString()!,
            data.GetProperty("instrument_token").GetInt64(),
            data.GetProperty("side").GetString()!,
            data.GetProperty("quantity").GetInt64(),
            data.GetProperty("fill_price").GetDecimal(),
            data.GetProperty("fees").GetDecimal());
    }
}
