using System.Text.Json;
using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Orders and trades.</summary>
internal sealed class OrderRoutes(LocalKiteOptions options, LocalExchange exchange)
{
    public Call Place(string variety, IReadOnlyDictionary<string, string> fields) =>
        new(LocalCall.Place, CallGuard.Order, act =>
        {
            var form = OrderForm.Parse(variety, new FormFields(fields), options);
            var result = exchange.Use(book => book.Place(form, act));
            return Answer.Ok(writer => OrderJson.Write(writer, result));
        });

    public Call Modify(string variety, string id, IReadOnlyDictionary<string, string> fields) =>
        new(LocalCall.Modify, CallGuard.Order, act =>
        {
            var form = ModifyForm.Parse(new FormFields(fields));
            return Changed(id, book => book.Modify(variety, id, form, act));
        });

    public Call Cancel(string variety, string id) =>
        new(LocalCall.Cancel, CallGuard.Order, act => Changed(id, book => book.Cancel(variety, id, act)));

    public Call List() => Read(book => Visible(book).Select(order => order.Current), Write);

    public Call Trail(string id) => Read(book => book.Find(id).Trail, Write);

    public Call Trades() => Read(
        book =>
        {
            var visible = Visible(book).Select(order => order.Current.OrderId).ToHashSet();
            return book.Trades.Where(trade => visible.Contains(trade.OrderId));
        },
        OrderJson.Write);

    public Call TradesOf(string id) => Read(book => book.Find(id).Trades, OrderJson.Write);

    private static IEnumerable<BookOrder> Visible(OrderBook book)
    {
        var now = book.Now;
        return book.Orders.Where(order => order.VisibleFrom <= now);
    }

    private void Write(Utf8JsonWriter writer, LocalOrder order) => OrderJson.Write(writer, order, options.UserId);

    private Answer Changed(string id, Action<OrderBook> change)
    {
        exchange.Use(book =>
        {
            change(book);
            return 0;
        });
        return Answer.Ok(writer => OrderJson.Write(writer, new PlaceResult(id, null)));
    }

    private Call Read<T>(Func<OrderBook, IEnumerable<T>> read, Action<Utf8JsonWriter, T> write) =>
        new(LocalCall.Read, CallGuard.Token, _ =>
        {
            var items = exchange.Use(book => read(book).ToArray());
            return Answer.Ok(writer =>
            {
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    write(writer, item);
                }

                writer.WriteEndArray();
            });
        });
}
