namespace TradingEngine.CrashHost.Wire;

/// <summary>One line from the broker: the order that was placed, or all orders.</summary>
internal sealed record class BrokerAnswer(IReadOnlyList<BrokerOrder> Orders);
