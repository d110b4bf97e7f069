using System.Buffers.Binary;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Binary frames of Kite's ticker with full packets, made before anything is measured.</summary>
internal sealed class FullFrames
{
    /// <summary>Packets of a frame.</summary>
    public const int PacketsPerFrame = 100;

    /// <summary>Instruments in all frames together.</summary>
    public const int InstrumentCount = PacketsPerFrame * FrameCount;

    private const int FrameCount = 16;
    private const int PacketBytes = 184;
    private const int PrefixBytes = 2;
    private const int ExchangeTimeOffset = 60;
    private const int FirstToken = 408_065;
    private const int FirstPrice = 100_00;

    private static readonly long FirstTime = new DateTimeOffset(2025, 1, 2, 9, 15, 0, TimeSpan.FromHours(5.5))
        .ToUnixTimeSeconds();

    private readonly byte[][] _frames = [.. Enumerable.Range(0, FrameCount).Select(Make)];

    /// <summary>The tokens of all frames.</summary>
    public static IEnumerable<long> Tokens => Enumerable.Range(FirstToken, InstrumentCount).Select(token => (long)token);

    /// <summary>A frame, round and round; as many bytes as a second-level cache holds.</summary>
    public ReadOnlySpan<byte> this[int number] => _frames[number & (FrameCount - 1)];

    private static byte[] Make(int frame)
    {
        var bytes = new byte[PrefixBytes + PacketsPerFrame * (PrefixBytes + PacketBytes)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, PacketsPerFrame);
        for (var i = 0; i < PacketsPerFrame; i++)
        {
            var packet = bytes.AsSpan(PrefixBytes + i * (PrefixBytes + PacketBytes));
            BinaryPrimitives.WriteInt16BigEndian(packet, PacketBytes);
            Fill(packet.Slice(PrefixBytes, PacketBytes), frame * PacketsPerFrame + i);
        }

        return bytes;
    }

    /// <summary>Writes numbers that may stand where they stand; those of the depth are not looked at.</summary>
    private static void Fill(Span<byte> packet, int instrument)
    {
        for (var offset = 0; offset < packet.Length; offset += sizeof(int))
        {
            BinaryPrimitives.WriteInt32BigEndian(packet[offset..], FirstPrice + instrument + offset);
        }

        BinaryPrimitives.WriteInt32BigEndian(packet, FirstToken + instrument);
        BinaryPrimitives.WriteInt32BigEndian(packet[ExchangeTimeOffset..], (int)FirstTime + instrument);
    }
}
