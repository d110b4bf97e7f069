using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using TradingEngine.Model;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Benchmarks;

/// <summary>
/// Full packets of Kite's ticker, a frame of 500 of them: parsed to ticks as the engine takes them, and decoded with
/// every field and level as an embedder may.
/// </summary>
public class KiteTickBenchmarks
{
    private const int PacketCount = 500;
    private const int PacketBytes = 184;
    private const int PrefixBytes = 2;

    private readonly byte[] _frame = MakeFrame();
    private readonly KiteTickParser _parser = new();
    private readonly Batch _target = new();
    private readonly DateTimeOffset _receivedAt = new(2026, 6, 2, 10, 0, 0, TimeSpan.FromMinutes(330));

    [Benchmark(OperationsPerInvoke = PacketCount)]
    public int ParseToTicks()
    {
        _parser.Parse(_frame, _receivedAt, _target, listener: null);
        return _target.Count;
    }

    [Benchmark(OperationsPerInvoke = PacketCount)]
    public long DecodeEveryField()
    {
        var frame = new TickFrame(_frame);
        var sum = 0L;
        while (frame.TryRead(out var tick))
        {
            sum += tick.LastPrice.Raw + tick.LastQuantity + tick.AveragePrice.Raw + tick.Volume + tick.BuyQuantity
                + tick.SellQuantity + tick.Open.Raw + tick.High.Raw + tick.Low.Raw + tick.Close.Raw + tick.OpenInterest
                + tick.LastTradeTime.GetValueOrDefault().UtcTicks + tick.ExchangeTime.GetValueOrDefault().UtcTicks;
            for (var i = 0; i < tick.Bids.Count; i++)
            {
                sum += tick.Bids[i].Price.Raw + tick.Offers[i].Quantity;
            }
        }

        return sum;
    }

    private static byte[] MakeFrame()
    {
        var frame = new byte[PrefixBytes + (PacketCount * (PrefixBytes + PacketBytes))];
        BinaryPrimitives.WriteInt16BigEndian(frame, PacketCount);
        for (var i = 0; i < PacketCount; i++)
        {
            var packet = frame.AsSpan(PrefixBytes + (i * (PrefixBytes + PacketBytes)));
            BinaryPrimitives.WriteInt16BigEndian(packet, PacketBytes);
            for (var at = PrefixBytes; at < PrefixBytes + PacketBytes; at += sizeof(int))
            {
                BinaryPrimitives.WriteInt32BigEndian(packet[at..], (i * 256) + 100_000 + at);
            }
        }

        return frame;
    }

    /// <summary>Keeps whole ticks, as the source's batch does: nothing of a tick can be left out.</summary>
    private sealed class Batch : ITickTarget
    {
        private readonly MarketTick[] _ticks = new MarketTick[256];

        public int Count { get; private set; }

        public void Add(in MarketTick tick) => _ticks[Count++ & 255] = tick;
    }
}
