using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Zerodha.Tests.Crash;

/// <summary>An event as the host wrote it.</summary>
internal sealed record ToldEvent(string EventId, string OrderId, OrderEventType Type, long Quantity, decimal Price)
{
    private const string Prefix = "event ";

    public bool IsFill => Type is OrderEventType.Filled or OrderEventType.PartiallyFilled;

    public bool IsEnd => Type is OrderEventType.Filled or OrderEventType.Cancelled or OrderEventType.Failed;

    /// <summary>Reads a line; null where it is no event, or one that the kill has cut.</summary>
    public static ToldEvent? Read(string line)
    {
        var parts = line.Split(' ');
        return line.StartsWith(Prefix, StringComparison.Ordinal) && parts.Length == 6
            ? new ToldEvent(
                parts[1],
                parts[2],
                Enum.Parse<OrderEventType>(parts[3]),
                long.Parse(parts[4], CultureInfo.InvariantCulture),
                decimal.Parse(parts[5], CultureInfo.InvariantCulture))
            : null;
    }
}
