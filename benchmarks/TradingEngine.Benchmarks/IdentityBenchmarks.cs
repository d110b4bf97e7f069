using BenchmarkDotNet.Attributes;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Benchmarks;

/// <summary>The identities that are derived for each order.</summary>
public class IdentityBenchmarks
{
    private readonly string _signalId = "074b76f6-73a9-7a7b-81c1-445f90cc8b07";
    private readonly OrderId _orderId = OrderIdentity.OrderIdOf("074b76f6-73a9-7a7b-81c1-445f90cc8b07", "paper");
    private readonly byte[] _utf8Buffer = new byte[OrderId.Length];

    [Benchmark]
    public UInt128 OrderIdOf() => OrderIdentity.OrderIdOf(_signalId, "paper").Value;

    [Benchmark]
    public Guid EventIdOf() => OrderIdentity.EventIdOf(_orderId, OrderEventType.Filled, 0);

    [Benchmark]
    public bool FormatOrderId() => _orderId.TryFormat(_utf8Buffer, out _);
}
