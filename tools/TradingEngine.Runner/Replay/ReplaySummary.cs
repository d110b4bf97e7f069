using System.Globalization;
using System.Text.Json;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Runner.Replay;

/// <summary>What a replay came to, as a file and as text.</summary>
internal sealed class ReplaySummary
{
    private const int MoneyDecimals = 4;

    private readonly ReplayOptions _options;
    private readonly EngineStatus _status;
    private readonly IReadOnlyList<Position> _positions;
    private readonly Func<long, Price?> _lastPrice;
    private readonly TimeSpan _elapsed;
    private readonly long _refusedLines;

    public ReplaySummary(ReplayOptions options, Engine engine, RecordedDaySource source, TimeSpan elapsed)
    {
        _options = options;
        _status = engine.GetStatus();
        _positions = engine.Positions.GetPositions();
        _lastPrice = engine.LastPrice;
        _elapsed = elapsed;
        _refusedLines = source.RefusedLineCount;
    }

    private string Session => new DirectoryInfo(_options.Folder).Name;

    private decimal Fees => _positions.Sum(position => position.Fees);

    private decimal CashChange => _positions.Sum(position => position.CashChange);

    /// <summary>Writes the file. Amounts are texts with four decimals, rounded half to even.</summary>
    public void Write(string path)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteString("session", Session);
        writer.WriteString("calendar", _options.Calendar.Name);
        writer.WriteString("topology", _options.Topology.ToString());
        writer.WriteNumber("ticks", _status.TickCount);
        writer.WriteNumber("signals", _status.SignalCount);
        writer.WriteNumber("refused_lines", _refusedLines);
        writer.WriteNumber("order_events", _status.OrderEventCount);
        writer.WriteString("fees", Money(Fees));
        writer.WriteString("cash_change", Money(CashChange));
        WritePositions(writer);
        WriteReasons(writer);
        WriteLatency(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the lines that a person reads.</summary>
    public void Show(TextWriter output)
    {
        var seconds = Math.Max(_elapsed.TotalSeconds, 1e-9);
        Write(output, $"{Session}: {_status.TickCount} ticks and {_status.SignalCount} signals in {seconds:0.000} s");
        Write(output, $"  {_status.TickCount / seconds:0} ticks/s, {_status.OrderEventCount} order events");
        foreach (var (reason, count) in _status.SignalsByReason)
        {
            if (count > 0 && reason != RejectReason.None)
            {
                Write(output, $"  rejected, {reason.ToKey()}: {count}");
            }
        }

        foreach (var position in _positions)
        {
            var quantity = $"{position.Quantity} at {Money(position.AveragePrice)}";
            Write(output, $"  {position.StrategyId} {position.InstrumentToken}: {quantity}");
            var pnl = $"realised {Money(position.RealizedPnl)}, unrealised {Money(Unrealized(position))}";
            Write(output, $"    {pnl}, fees {Money(position.Fees)}");
        }

        Write(output, $"  fees {Money(Fees)}, cash change {Money(CashChange)}");
        var latency = _status.Latency;
        var percentiles = $"p50 {latency.P50Nanos} ns, p99 {latency.P99Nanos} ns, max {latency.MaxNanos} ns";
        Write(output, $"  signal to order event, unpaced: {percentiles}");
    }

    private static void Write(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Money(decimal amount) => decimal
        .Round(amount, MoneyDecimals, MidpointRounding.ToEven)
        .ToString("F4", CultureInfo.InvariantCulture);

    private decimal Unrealized(Position position) =>
        _lastPrice(position.InstrumentToken) is { } price ? position.UnrealizedPnl(price.ToDecimal()) : 0;

    private void WritePositions(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("positions");
        foreach (var position in _positions)
        {
            writer.WriteStartObject();
            writer.WriteString("trader", position.Trader);
            writer.WriteString("strategy_id", position.StrategyId);
            writer.WriteNumber("instrument_token", position.InstrumentToken);
            writer.WriteNumber("quantity", position.Quantity);
            writer.WriteString("average_price", Money(position.AveragePrice));
            writer.WriteString("realized_pnl", Money(position.RealizedPnl));
            writer.WriteString("unrealized_pnl", Money(Unrealized(position)));
            writer.WriteString("fees", Money(position.Fees));
            writer.WriteNumber("fills", position.FillCount);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteReasons(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("signals_by_reason");
        foreach (var (reason, count) in _status.SignalsByReason)
        {
            writer.WriteNumber(reason == RejectReason.None ? "routed" : reason.ToKey(), count);
        }

        writer.WriteEndObject();
    }

    private void WriteLatency(Utf8JsonWriter writer)
    {
        var latency = _status.Latency;
        writer.WriteStartObject("latency_nanos");
        writer.WriteNumber("samples", latency.SampleCount);
        writer.WriteNumber("p50", latency.P50Nanos);
        writer.WriteNumber("p90", latency.P90Nanos);
        writer.WriteNumber("p99", latency.P99Nanos);
        writer.WriteNumber("p99_9", latency.P999Nanos);
        writer.WriteNumber("max", latency.MaxNanos);
        writer.WriteEndObject();
    }
}
