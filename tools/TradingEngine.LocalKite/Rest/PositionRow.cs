using System.Text.Json;

namespace TradingEngine.LocalKite.Rest;

/// <summary>One position: everything that was traded today in an instrument and a product.</summary>
internal sealed record PositionRow(LocalTrade Sample, decimal Last, long Bought, decimal Paid, long Sold, decimal Got)
{
    public static PositionRow From(IEnumerable<LocalTrade> trades, decimal last)
    {
        var list = trades.ToArray();
        var buys = list.Where(trade => trade.Side == "BUY").ToArray();
        var sells = list.Where(trade => trade.Side == "SELL").ToArray();
        return new PositionRow(
            list[0], last, buys.Sum(t => t.Quantity), buys.Sum(t => t.Price * t.Quantity),
            sells.Sum(t => t.Quantity), sells.Sum(t => t.Price * t.Quantity));
    }

    public void Write(Utf8JsonWriter writer)
    {
        var quantity = Bought - Sold;
        var value = Got - Paid;
        var profit = value + (quantity * Last);
        writer.WriteStartObject();
        writer.WriteString("tradingsymbol", Sample.Symbol);
        writer.WriteString("exchange", Sample.Exchange);
        writer.WriteNumber("instrument_token", Sample.Token);
        writer.WriteString("product", Sample.Product);
        writer.WriteNumber("quantity", quantity);
        writer.WriteNumber("overnight_quantity", 0);
        writer.WriteNumber("multiplier", 1);
        Write(writer, "average_price", quantity > 0 ? Mean(Paid, Bought) : quantity < 0 ? Mean(Got, Sold) : 0);
        Write(writer, "close_price", 0);
        Write(writer, "last_price", Last);
        Write(writer, "value", value);
        Write(writer, "pnl", profit);
        Write(writer, "m2m", profit);
        Write(writer, "unrealised", profit);
        Write(writer, "realised", 0);
        WriteSide(writer, "buy", Bought, Paid);
        Write(writer, "buy_m2m", Paid);
        WriteSide(writer, "sell", Sold, Got);
        Write(writer, "sell_m2m", Got);
        WriteSide(writer, "day_buy", Bought, Paid);
        WriteSide(writer, "day_sell", Sold, Got);
        writer.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter writer, string side, long quantity, decimal value)
    {
        writer.WriteNumber(side + "_quantity", quantity);
        Write(writer, side + "_price", Mean(value, quantity));
        Write(writer, side + "_value", value);
    }

    private static decimal Mean(decimal value, long quantity) =>
        quantity == 0 ? 0 : Math.Round(value / quantity, 4);

    private static void Write(Utf8JsonWriter writer, string name, decimal value) =>
        writer.WriteNumber(name, OrderJson.Plain(value));
}
