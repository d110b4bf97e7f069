using System.Buffers.Binary;
using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Sockets;

/// <summary>Writes binary frames: a count, then packets behind their lengths, all big-endian.</summary>
internal static class PacketEncoder
{
    private const int DepthLevels = 5;

    public static byte[] Encode(IReadOnlyList<(Market Market, TickMode Mode)> ticks)
    {
        var frame = new byte[2 + ticks.Sum(tick => 2 + LengthOf(tick.Market, tick.Mode))];
        BinaryPrimitives.WriteInt16BigEndian(frame, (short)ticks.Count);
        var rest = frame.AsSpan(2);
        foreach (var (market, mode) in ticks)
        {
            var length = LengthOf(market, mode);
            BinaryPrimitives.WriteInt16BigEndian(rest, (short)length);
            WritePacket(rest.Slice(2, length), market, mode);
            rest = rest[(2 + length)..];
        }

        return frame;
    }

    /// <summary>What a rupee is in a packet of the token's segment.</summary>
    public static decimal Divisor(long token) => (token & 0xff) switch
    {
        3 => 10_000_000,
        6 => 10_000,
        _ => 100,
    };

    private static int LengthOf(Market market, TickMode mode) => mode switch
    {
        TickMode.Ltp => 8,
        TickMode.Quote => market.Instrument.IsIndex ? 28 : 44,
        _ => market.Instrument.IsIndex ? 32 : 184,
    };

    private static void WritePacket(Span<byte> packet, Market market, TickMode mode)
    {
        Put(packet, 0, market.Instrument.Token);
        PutPrice(packet, 4, market, market.Last);
        if (mode == TickMode.Ltp)
        {
            return;
        }

        if (market.Instrument.IsIndex)
        {
            WriteIndex(packet, market, mode);
            return;
        }

        WriteQuote(packet, market);
        if (mode == TickMode.Full)
        {
            WriteFull(packet, market);
        }
    }

    private static void WriteIndex(Span<byte> packet, Market market, TickMode mode)
    {
        PutPrice(packet, 8, market, market.High);
        PutPrice(packet, 12, market, market.Low);
        PutPrice(packet, 16, market, market.Open);
        PutPrice(packet, 20, market, market.Close);
        PutPrice(packet, 24, market, market.Last - market.Close);
        if (mode == TickMode.Full)
        {
            Put(packet, 28, market.UpdateTime.ToUnixTimeSeconds());
        }
    }

    private static void WriteQuote(Span<byte> packet, Market market)
    {
        Put(packet, 8, market.LastQuantity);
        PutPrice(packet, 12, market, market.Average);
        Put(packet, 16, market.Volume);
        Put(packet, 20, DepthQuantity(market, 0) * 40);
        Put(packet, 24, DepthQuantity(market, 1) * 40);
        PutPrice(packet, 28, market, market.Open);
        PutPrice(packet, 32, market, market.High);
        PutPrice(packet, 36, market, market.Low);
        PutPrice(packet, 40, market, market.Close);
    }

    private static void WriteFull(Span<byte> packet, Market market)
    {
        var isDerivative = market.Instrument.Type != "EQ";
        var interest = isDerivative ? market.Instrument.LotSize * 1000 : 0;
        Put(packet, 44, market.LastTradeTime.ToUnixTimeSeconds());
        Put(packet, 48, interest);
        Put(packet, 52, interest);
        Put(packet, 56, interest);
        Put(packet, 60, market.UpdateTime.ToUnixTimeSeconds());
        for (var level = 0; level < DepthLevels; level++)
        {
            var step = market.Instrument.TickSize * (level + 1);
            WriteLevel(packet[(64 + (12 * level))..], market, market.Last - step, level);
            WriteLevel(packet[(124 + (12 * level))..], market, market.Last + step, level + DepthLevels);
        }
    }

    private static void WriteLevel(Span<byte> level, Market market, decimal price, int index)
    {
        Put(level, 0, DepthQuantity(market, index));
        PutPrice(level, 4, market, price);
        BinaryPrimitives.WriteInt16BigEndian(level[8..], (short)(1 + index));
    }

    private static long DepthQuantity(Market market, int index) =>
        Math.Max(1, market.Instrument.LotSize) * (1 + ((market.Volume + (index * 37)) % 200));

    private static void PutPrice(Span<byte> packet, int offset, Market market, decimal price) =>
        Put(packet, offset, (long)Math.Round(price * Divisor(market.Instrument.Token)));

    private static void Put(Span<byte> packet, int offset, long value) =>
        BinaryPrimitives.WriteInt32BigEndian(packet[offset..], unchecked((int)value));
}
