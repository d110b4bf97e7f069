using CsCheck;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>Whatever the bytes are: no exception, nothing read past the end, no more packets than fit.</summary>
[TestFixture]
public sealed class TickFrameFuzzTests
{
    private const int SecondsEach = 2;
    private const int PrefixBytes = 2;

    private static readonly Gen<byte[]> Packet = Gen.Select(
        Gen.OneOf(0, 1, 8, 28, 32, 44, 184, 200), Gen.Byte, (length, fill) => MakePacket(length, fill));

    private static readonly Gen<byte[]> GoodFrame = Packet.Array[0, 12].Select(packets => Packets.Frame(packets));

    private static readonly Gen<byte[]> BadFrame = Gen.Select(
        GoodFrame,
        Gen.Select(Gen.Int[0, 3_000], Gen.Byte).Array[0, 6],
        Gen.Double[0, 1],
        Gen.Byte.Array[0, 20],
        (frame, changes, kept, tail) => Mutate(frame, changes, kept, tail));

    [Test]
    public void ShouldSurviveRandomBytes() =>
        Gen.Byte.Array[0, 1_000].Sample(Survives, time: SecondsEach, threads: 1);

    [Test]
    public void ShouldSurviveBrokenFrames() => BadFrame.Sample(Survives, time: SecondsEach, threads: 1);

    [Test]
    public void ShouldReadEveryGoodFrameWhole() => Packet.Array[0, 12].Sample(
        packets =>
        {
            var (packetCount, unknownCount, fault, _) = ReadAll(Packets.Frame(packets));

            return fault == KiteFrameFault.None
                && packetCount == packets.Count(IsKnown)
                && packetCount + unknownCount == packets.Length;
        },
        time: SecondsEach,
        threads: 1);

    /// <remarks>
    /// The frame is read out of the middle of two arrays that differ everywhere else: what lies beside it has no
    /// effect.
    /// </remarks>
    private static bool Survives(byte[] bytes)
    {
        var (packetCount, unknownCount, fault, checksum) = ReadAll(Surround(bytes, 0x00));
        var again = ReadAll(Surround(bytes, 0xff));

        return again == (packetCount, unknownCount, fault, checksum)
            && ((packetCount * (PrefixBytes + 8)) + (unknownCount * PrefixBytes)) <= bytes.Length
            && (fault != KiteFrameFault.None || bytes.Length < PrefixBytes
                || IsWhole(bytes, packetCount + unknownCount));
    }

    private static bool IsWhole(byte[] bytes, int count) => ((bytes[0] << 8) | bytes[1]) == count;

    private static ReadOnlySpan<byte> Surround(byte[] bytes, byte filler)
    {
        const int Margin = 256;
        var all = new byte[bytes.Length + (2 * Margin)];
        Array.Fill(all, filler);
        bytes.CopyTo(all, Margin);
        return all.AsSpan(Margin, bytes.Length);
    }

    /// <summary>Reads every member of every packet.</summary>
    private static (int PacketCount, int UnknownCount, KiteFrameFault Fault, long Checksum) ReadAll(
        ReadOnlySpan<byte> bytes)
    {
        var frame = new TickFrame(bytes);
        var checksum = 17L;
        while (frame.TryRead(out var tick))
        {
            checksum = Mix(checksum, Sum(tick));
        }

        return (frame.PacketCount, frame.UnknownPacketCount, frame.Fault, checksum);
    }

    private static long Sum(KiteTick tick)
    {
        var sum = tick.TryGetTick(Make.Time, out MarketTick market) ? market.GetHashCode() : 0L;
        long[] members =
        [
            tick.InstrumentToken, tick.LastPrice.Raw, tick.LastQuantity, tick.AveragePrice.Raw, tick.Volume,
            tick.BuyQuantity, tick.SellQuantity, tick.Open.Raw, tick.High.Raw, tick.Low.Raw, tick.Close.Raw,
            tick.Change.Raw, tick.LastTradeTime?.UtcTicks ?? 0, tick.ExchangeTime?.UtcTicks ?? 0, tick.OpenInterest,
            tick.OpenInterestHigh, tick.OpenInterestLow, tick.IsIndex ? 1 : 0,
        ];
        sum = members.Aggregate(sum, Mix);
        for (var i = 0; i < tick.Bids.Count; i++)
        {
            sum = Mix(Mix(sum, tick.Bids[i].GetHashCode()), tick.Offers[i].GetHashCode());
        }

        return sum;
    }

    private static long Mix(long left, long right) => unchecked((left * 31) + right);

    private static bool IsKnown(byte[] packet) => packet.Length is 8 or 28 or 32 or 44 or 184;

    private static byte[] MakePacket(int length, byte fill)
    {
        var packet = new byte[length];
        for (var i = 0; i < length; i++)
        {
            packet[i] = (byte)(fill + (31 * i));
        }

        return packet;
    }

    private static byte[] Mutate(byte[] frame, (int Index, byte Value)[] changes, double kept, byte[] tail)
    {
        byte[] bytes = [.. frame.AsSpan(0, (int)Math.Ceiling(frame.Length * Math.Sqrt(kept))), .. tail];
        foreach (var (index, value) in changes)
        {
            if (bytes.Length > 0)
            {
                bytes[index % bytes.Length] = value;
            }
        }

        return bytes;
    }
}
