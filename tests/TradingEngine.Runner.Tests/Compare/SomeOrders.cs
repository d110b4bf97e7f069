using CsCheck;
using TradingEngine.Model;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

/// <summary>Sides with orders of both systems; few signals at few times, so that these often coincide.</summary>
internal static class SomeOrders
{
    private const int SignalCount = 4;

    public static Gen<TraceSet> Of(string name) => Gen
        .Select(Gen.Int[0, 300], Gen.Int[0, 1], Gen.Int[0, 3 * SignalCount], Gen.Int[0, 4])
        .Array[0, 12]
        .Select(orders => Orders.SideOf(orders.Select((order, i) =>
        {
            var (seconds, extra, number, kind) = order;
            return number < SignalCount
                ? Orders.Line(EventOf($"s{number}", kind, 10 + extra, seconds))
                : OldLineOf($"{name}{i}", kind, 10 + extra, seconds);
        })));

    private static OrderEvent EventOf(string signalId, int kind, int quantity, int seconds) => kind switch
    {
        0 => Orders.Event(signalId, OrderEventType.Failed, quantity, seconds: seconds),
        1 => Orders.Event(signalId, OrderEventType.Cancelled, quantity, seconds: seconds),
        2 => Orders.Event(signalId, OrderEventType.Unknown, quantity, seconds: seconds),
        _ => Orders.Fill(signalId, 100m + kind, quantity, seconds: seconds),
    };

    private static string OldLineOf(string id, int kind, int quantity, int seconds) => kind switch
    {
        0 => Orders.OldFailure(id, seconds, quantity),
        1 => Orders.OldPlaced(id, $"{id}-order", seconds, quantity, "CANCELLED"),
        _ => Orders.OldFill(id, $"{id}-order", 100m + kind, seconds, quantity),
    };
}
