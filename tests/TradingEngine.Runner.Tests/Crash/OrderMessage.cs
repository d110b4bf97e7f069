using System.Text;
using System.Text.Json;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>One message of an order topic.</summary>
internal sealed class OrderMessage
{
    public OrderMessage(byte[] value)
    {
        Text = Encoding.UTF8.GetString(value);
        using var json = JsonDocument.Parse(value);
        var root = json.RootElement;
        var data = root.GetProperty("data");
        EventId = root.GetProperty("id").GetGuid();
        SignalId = root.GetProperty("causation_id").GetString()!;
        Trader = data.GetProperty("broker").GetString()!;
        StrategyId = data.GetProperty("strategy_id").GetString()!;
        InstrumentToken = data.GetProperty("instrument_token").GetInt64();
        Side = data.GetProperty("signal_type").ValueEquals("BUY") ? Side.Buy : Side.Sell;
        Quantity = data.GetProperty("quantity").GetInt64();
        OrderId = data.GetProperty("order_id").GetString()!;
        IsFill = root.GetProperty("type").ValueEquals("order_filled");
        if (IsFill)
        {
            Price = data.GetProperty("fill_price").GetDecimal();
            Fees = data.GetProperty("fees").GetDecimal();
        }

        Error = data.TryGetProperty("error_message", out var error) ? error.GetString() : null;
        Terminal = FindTerminal();
    }

    /// <summary>The message as it stands there.</summary>
    public string Text { get; }

    public Guid EventId { get; }

    public string SignalId { get; }

    public string Trader { get; }

    public string StrategyId { get; }

    public long InstrumentToken { get; }

    public Side Side { get; }

    public long Quantity { get; }

    public string OrderId { get; }

    public bool IsFill { get; }

    public decimal Price { get; }

    public decimal Fees { get; }

    public string? Error { get; }

    /// <summary>How the order ended with it, null where it went on: told by the id alone.</summary>
    public OrderEventType? Terminal { get; }

    private OrderEventType? FindTerminal()
    {
        var orderId = OrderIdentity.OrderIdOf(SignalId, Trader);
        foreach (var type in (OrderEventType[])[OrderEventType.Filled, OrderEventType.Cancelled, OrderEventType.Failed])
        {
            if (EventId == OrderIdentity.EventIdOf(orderId, type, 0))
            {
                return type;
            }
        }

        return null;
    }
}
