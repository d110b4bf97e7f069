using System.Buffers.Binary;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>Frames and packets as Kite's documentation describes them, written apart from the parser.</summary>
internal static class Packets
{
    /// <summary>A frame of packets, each behind its length.</summary>
    public static byte[] Frame(params byte[][] packets) => FrameWithCount((short)packets.Length, packets);

    /// <summary>A frame that says that it has another number of packets.</summary>
    public static byte[] FrameWithCount(short count, params byte[][] packets) =>
        [.. Int16(count), .. packets.SelectMany(packet => (byte[])[.. Int16((short)packet.Length), .. packet])];

    /// <summary>Token and price.</summary>
    public static byte[] Ltp(uint token, int price) => Numbers(token, price);

    /// <summary>An index: token, price, high, low, open, close, change, and the time where there is one.</summary>
    public static byte[] Index(uint token, int price, int high, int low, int open, int close, uint? time = null) =>
        time is null
            ? Numbers(token, price, high, low, open, close, price - close)
            : Numbers(token, price, high, low, open, close, price - close, time.Value);

    /// <summary>The 44 bytes that quote and full have.</summary>
    public static byte[] Quote(
        uint token,
        int price,
        uint quantity = 1,
        int average = 0,
        uint volume = 0,
        uint buys = 0,
        uint sells = 0,
        int open = 0,
        int high = 0,
        int low = 0,
        int close = 0) =>
        Numbers(token, price, quantity, average, volume, buys, sells, open, high, low, close);

    /// <summary>A quote with times, open interest and depth.</summary>
    public static byte[] Full(
        byte[] quote,
        uint tradeTime = 0,
        uint interest = 0,
        uint interestHigh = 0,
        uint interestLow = 0,
        uint time = 0,
        (uint Quantity, int Price, short Orders)[]? depth = null)
    {
        var levels = (depth ?? [.. Enumerable.Repeat((0u, 0, (short)0), 10)])
            .SelectMany(level => (byte[])[.. Numbers(level.Item1, level.Item2), .. Int16(level.Item3), 0, 0]);
        return [.. quote, .. Numbers(tradeTime, interest, interestHigh, interestLow, time), .. levels];
    }

    /// <summary>A full packet of an instrument with only what an engine needs.</summary>
    public static byte[] Full(uint token, int price, uint time, uint quantity = 1) =>
        Full(Quote(token, price, quantity), time: time);

    public static byte[] Int16(short value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteInt16BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Numbers(params long[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), unchecked((uint)values[i]));
        }

        return bytes;
    }
}
