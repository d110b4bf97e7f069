using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Workloads;

namespace TradingEngine.Benchmarks;

#pragma warning disable CA1001 // The clean-up disposes the writer.
/// <summary>The wire format: an order event out, a signal in.</summary>
public class JsonBenchmarks
#pragma warning restore CA1001
{
    private const string TraderName = "paper";
    private const int BufferBytes = 4_096;

    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes);
    private readonly byte[] _signal = MakeEnvelope();
    private readonly OrderEvent _fill = MakeFill();
    private Utf8JsonWriter _writer = null!;

    [GlobalSetup]
    public void MakeWriter() => _writer = new Utf8JsonWriter(_buffer, OrderEventJson.WriterOptions);

    [GlobalCleanup]
    public void DisposeWriter() => _writer.Dispose();

    [Benchmark]
    public int EncodeOrderEvent()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        OrderEventJson.Write(_writer, _fill);
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public bool DecodeSignal() => SignalJson.TryRead(_signal, out _, out var error)
        ? true
        : throw new InvalidOperationException(error);

    private static OrderEvent MakeFill()
    {
        var signal = SampleEvents.MakeSignals(1, 1)[0];
        var orderId = OrderIdentity.OrderIdOf(signal.SignalId, TraderName);
        return new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(orderId, OrderEventType.Filled, 0),
            Type = OrderEventType.Filled,
            OrderId = orderId,
            Signal = signal,
            Side = Side.Buy,
            Trader = TraderName,
            ExecutionMode = TraderName,
            Quantity = signal.Quantity,
            Price = Price.Parse("24135.85"),
            Fees = 241.3585m,
            Timestamp = signal.Timestamp,
        };
    }

    private static byte[] MakeEnvelope() => """
        {"id": "074b76f6-73a9-7a7b-81c1-445f90cc8b07", "correlation_id": "074b76f6-73a9-7a7b-81c1-445f90cc8b07",
        "causation_id": null, "trace_id": "96313fed-9904-7182-82ca-8682def79225", "parent_trace_id": null,
        "broker": "paper", "type": "validated_signal", "ts": "2013-10-07T04:29:43.448000-04:00",
        "key": "Momentum_1:1001", "source": "risk_manager", "version": 1, "data": {"original_signal":
        {"strategy_id": "Momentum_1", "instrument_token": 1001, "signal_type": "SELL", "quantity": 50,
        "price": 167.23, "timestamp": "2013-10-07T04:29:43.448000-04:00", "confidence": 0.8, "metadata": null},
        "validated_quantity": 50, "validated_price": 167.23, "risk_checks": {"position_size": true},
        "timestamp": "2013-10-07T04:29:43.448000-04:00"}}
        """u8.ToArray();
}
