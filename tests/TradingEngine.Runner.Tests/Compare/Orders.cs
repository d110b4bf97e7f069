using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

/// <summary>Makes order events as this engine and as the replaced system write them.</summary>
internal static class Orders
{
    public static readonly DateTimeOffset Start = new(2026, 8, 3, 9, 15, 0, TimeSpan.FromMinutes(330));

    /// <summary>So many seconds after the start, to the tick.</summary>
    public static DateTimeOffset At(double seconds) =>
        Start.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    /// <summary>An event of this engine.</summary>
    public static OrderEvent Event(
        string signalId,
        OrderEventType type,
        long quantity = 10,
        decimal? price = null,
        string trader = "paper",
        Side side = Side.Buy,
        double seconds = 0,
        int step = 0,
        string strategyId = "momentum",
        long token = 256265,
        string? message = null)
    {
        var orderId = OrderIdentity.OrderIdOf(signalId, trader);
        return new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(orderId, type, step),
            Type = type,
            OrderId = orderId,
            Signal = new TradingSignal
            {
                SignalId = signalId,
                StrategyId = strategyId,
                InstrumentToken = token,
                Type = side == Side.Buy ? SignalType.Buy : SignalType.Sell,
                Quantity = quantity,
                Timestamp = At(seconds),
            },
            Side = side,
            Trader = trader,
            ExecutionMode = "paper",
            Quantity = quantity,
            Price = price is { } amount ? Price.FromDecimal(amount) : null,
            Timestamp = At(seconds),
            ErrorMessage = message,
        };
    }

    /// <summary>A whole fill of this engine.</summary>
    public static OrderEvent Fill(
        string signalId,
        decimal price,
        long quantity = 10,
        string trader = "paper",
        Side side = Side.Buy,
        double seconds = 0,
        string strategyId = "momentum") =>
        Event(signalId, OrderEventType.Filled, quantity, price, trader, side, seconds, strategyId: strategyId);

    /// <summary>The line of an event of this engine.</summary>
    public static string Line(OrderEvent orderEvent)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OrderEventJson.WriterOptions))
        {
            OrderEventJson.Write(writer, orderEvent);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The line of a fill of the replaced system, which has no cause.</summary>
    public static string OldFill(
        string id,
        string orderId,
        decimal price,
        double seconds,
        long quantity = 10,
        string signalType = "BUY",
        string strategyId = "momentum",
        long token = 256265) => OldLine(
        id,
        "order_filled",
        seconds,
        $"""
        "order_id":"{orderId}","instrument_token":{token},"quantity":{quantity},"fill_price":{Text(price)},
        "side":"BUY","strategy_id":"{strategyId}","signal_type":"{signalType}","execution_mode":"paper","fees":1.5
        """);

    /// <summary>The line of a failed order of the replaced system.</summary>
    public static string OldFailure(string id, double seconds, long quantity = 10) => OldLine(
        id,
        "order_failed",
        seconds,
        $"""
        "strategy_id":"momentum","instrument_token":256265,"signal_type":"BUY","quantity":{quantity},"price":null,
        "order_id":"N/A","execution_mode":"paper","error_message":"Insufficient cash"
        """);

    /// <summary>The line of an order that the replaced system has placed.</summary>
    public static string OldPlaced(
        string id, string orderId, double seconds, long quantity = 10, string status = "PLACED") => OldLine(
        id,
        "order_placed",
        seconds,
        $"""
        "order_id":"{orderId}","instrument_token":256265,"signal_type":"BUY","quantity":{quantity},"price":null,
        "status":"{status}","strategy_id":"momentum","execution_mode":"paper"
        """);

    /// <summary>Reads lines as a side.</summary>
    public static TraceSet SideOf(params IEnumerable<string> lines)
    {
        var side = new TraceSet("side");
        foreach (var line in lines)
        {
            Add(side, line);
        }

        return side;
    }

    /// <summary>Reads events of this engine as a side.</summary>
    public static TraceSet SideOf(params OrderEvent[] events) => SideOf(events.Select(Line));

    /// <summary>Gives a line to a side.</summary>
    public static void Add(TraceSet side, string line)
    {
        if (side.Reader.TryRead(Encoding.UTF8.GetBytes(line), 0, out var traced))
        {
            side.Add(traced);
        }
    }

    private static string OldLine(string id, string type, double seconds, string fields)
    {
        const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";
        var time = At(seconds).ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture);
        var json = $$"""
            {"id":"{{id}}","correlation_id":"c-{{id}}","causation_id":null,"trace_id":"t-{{id}}","parent_trace_id":null,
            "broker":"paper","type":"{{type}}","ts":"{{time}}","key":"momentum:256265:{{time}}","source":"paper_trading",
            "version":1,"data":{ {{fields}},"timestamp":"{{time}}","broker":"paper"} }
            """;
        return json.ReplaceLineEndings("");
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
