using System.Globalization;

namespace TradingEngine.Runner.Tests.Replay;

/// <summary>A fill, as the recorded day says it should be or as an order event says it was.</summary>
internal sealed record class ExpectedFill(
    string SignalId,
    string StrategyId,
    long InstrumentToken,
    string Side,
    long Quantity,
    decimal FillPrice,
    decimal Fees)
{
    /// <summary>Reads <c>expected_fills.csv</c>.</summary>
    public static IReadOnlyList<ExpectedFill> ReadCsv(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => Parse(header, line.Split(',')))];
    }

    private static ExpectedFill Parse(string[] header, string[] fields)
    {
        string Field(string name) => fields[Array.IndexOf(header, name)];
        return new ExpectedFill(
            Field("signal_id"),
            Field("strategy_id"),
            long.Parse(Field("instrument_token"), CultureInfo.InvariantCulture),
            Field("side"),
            long.Parse(Field("quantity"), CultureInfo.InvariantCulture),
            decimal.Parse(Field("fill_price"), CultureInfo.InvariantCulture),
            decimal.Parse(Field("fees"), CultureInfo.InvariantCulture));
    }
}
