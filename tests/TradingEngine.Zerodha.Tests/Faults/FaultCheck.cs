using TradingEngine.LocalKite;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Zerodha.Tests.Faults;

/// <summary>Compares what the engine told with what really happened at the broker.</summary>
internal static class FaultCheck
{
    /// <summary>Prices of single fills come out of sums and are rounded at eight decimals.</summary>
    private const decimal CostTolerance = 0.000_01m;

    private static readonly OrderEventType[] Terminal =
        [OrderEventType.Filled, OrderEventType.Cancelled, OrderEventType.Failed];

    public static List<string> Compare(
        LocalExchange exchange, IReadOnlyList<OrderEvent> told, IReadOnlyList<Position> positions)
    {
        var differences = new List<string>();
        differences.AddRange(exchange.DoubledTags.Select(tag => $"The tag {tag} stands on two orders."));
        differences.AddRange(told.GroupBy(one => one.EventId)
            .Where(group => group.Select(one => (one.Type, one.OrderId, one.Quantity, one.Price)).Distinct().Count() > 1)
            .Select(group => $"The event {group.Key} was told with two contents."));
        var events = told.DistinctBy(one => one.EventId).ToList();
        var trades = exchange.Trades.ToLookup(trade => trade.OrderId);
        var orders = exchange.Orders.Where(order => order.Tag is not null).DistinctBy(order => order.Tag)
            .ToDictionary(order => order.Tag!, order => (Order: order, Trades: trades[order.OrderId].ToList()));
        foreach (var group in events.GroupBy(one => one.OrderId.ToString()))
        {
            differences.AddRange(CompareOrder(
                group.Key, [.. group], orders.GetValueOrDefault(group.Key).Order, orders.GetValueOrDefault(group.Key).Trades));
        }

        var known = events.Select(one => one.OrderId.ToString()).ToHashSet();
        differences.AddRange(orders.Keys.Where(tag => !known.Contains(tag))
            .Select(tag => $"The broker has {tag}, of which nothing was told."));
        differences.AddRange(ComparePositions(exchange, positions));
        return differences;
    }

    private static IEnumerable<string> CompareOrder(
        string id, List<OrderEvent> events, LocalOrder? order, List<LocalTrade>? trades)
    {
        var ends = events.Where(one => Terminal.Contains(one.Type)).ToList();
        if (ends.Count != 1)
        {
            yield return $"{id} has {ends.Count} ends: {string.Join(", ", events.Select(one => one.Type))}.";
            yield break;
        }

        var end = ends[0].Type;
        var fills = events.Where(one => one.IsFill).ToList();
        var quantity = fills.Sum(one => one.Quantity);
        var cost = fills.Sum(one => one.Quantity * one.Price!.Value.ToDecimal());
        var realQuantity = trades?.Sum(trade => trade.Quantity) ?? 0;
        var realCost = trades?.Sum(trade => trade.Quantity * trade.Price) ?? 0;
        if (quantity != realQuantity || Math.Abs(cost - realCost) > CostTolerance)
        {
            yield return $"{id}: {quantity} for {cost} were told, {realQuantity} for {realCost} were traded.";
        }

        var mayBe = order?.Status switch
        {
            // One that is cancelled while it waits to be sent never leaves.
            null => end == OrderEventType.Cancelled ? end : OrderEventType.Failed,
            "REJECTED" => OrderEventType.Failed,
            "CANCELLED" => OrderEventType.Cancelled,
            "COMPLETE" => OrderEventType.Filled,
            _ => (OrderEventType?)null,
        };
        if (end != mayBe)
        {
            yield return $"{id} ended as {end} ({ends[0].ErrorMessage}), and is {order?.Status ?? "not there"} at the broker.";
        }
    }

    private static IEnumerable<string> ComparePositions(LocalExchange exchange, IReadOnlyList<Position> positions)
    {
        foreach (var token in exchange.Trades.Select(trade => trade.Token).Distinct())
        {
            var real = exchange.Trades.Where(trade => trade.Token == token)
                .Sum(trade => trade.Side == "BUY" ? trade.Quantity : -trade.Quantity);
            var held = positions.Where(position => position.InstrumentToken == token).Sum(position => position.Quantity);
            if (held != real)
            {
                yield return $"{held} of {token} are held here, {real} at the broker.";
            }
        }
    }
}
