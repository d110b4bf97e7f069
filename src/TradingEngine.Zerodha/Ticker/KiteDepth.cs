using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using TradingEngine.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>One side of the order book in a full packet, best level first. Decoded when it is read.</summary>
/// <remarks>Valid as long as the packet is: within the call that it was given to.</remarks>
[SuppressMessage("Naming", "CA1710", Justification = "A ref struct that is read by index; no collection.")]
public readonly ref struct KiteDepth
{
    internal const int LevelCount = 5;
    internal const int LevelBytes = 12;
    private const int PriceOffset = 4;
    private const int OrdersOffset = 8;

    private readonly ReadOnlySpan<byte> _levels;
    private readonly long _rawPerUnit;

    internal KiteDepth(ReadOnlySpan<byte> levels, long rawPerUnit)
    {
        _levels = levels;
        _rawPerUnit = rawPerUnit;
    }

    /// <summary>5 in a full packet, else 0.</summary>
    public int Count => _levels.Length / LevelBytes;

    /// <summary>A level, the best at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public KiteDepthLevel this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var level = _levels.Slice(index * LevelBytes, LevelBytes);
            return new KiteDepthLevel(
                Price.FromRaw(BinaryPrimitives.ReadInt32BigEndian(level[PriceOffset..]) * _rawPerUnit),
                BinaryPrimitives.ReadUInt32BigEndian(level),
                BinaryPrimitives.ReadUInt16BigEndian(level[OrdersOffset..]));
        }
    }
}
