using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>
/// Derives the identities of orders and events. The derivation is part of the public contract and never changes.
/// </summary>
/// <remarks>
/// XXH128 (System.IO.Hashing, seed 0) is a stable, documented hash: the same input gives the same ids on every
/// machine, in every version. With 100 bits, a billion orders collide with a probability below 1 in 10^12.
/// </remarks>
public static class OrderIdentity
{
    private const int StackBytesMax = 1024;

    /// <summary>
    /// The key of a signal: XXH128 of its id in UTF-8. It tells duplicates and begins every order's identity.
    /// </summary>
    public static UInt128 SignalKeyOf(string signalId)
    {
        ArgumentNullException.ThrowIfNull(signalId);
        var byteCountMax = Encoding.UTF8.GetMaxByteCount(signalId.Length);
        var buffer = byteCountMax <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[byteCountMax];
        var length = Encoding.UTF8.GetBytes(signalId, buffer);
        return SignalKeyOf(buffer[..length]);
    }

    /// <summary>The key of a signal whose id is there in UTF-8.</summary>
    internal static UInt128 SignalKeyOf(ReadOnlySpan<byte> utf8SignalId) => XxHash128.HashToUInt128(utf8SignalId);

    /// <summary>
    /// The id of the order that <paramref name="traderName"/> makes of the signal <paramref name="signalId"/>.
    /// </summary>
    /// <remarks>
    /// The lowest 100 bits of XXH128 of the signal's key (<see cref="SignalKeyOf(string)"/>, 16 bytes, little-endian) and the
    /// trader's name in UTF-8.
    /// </remarks>
    public static OrderId OrderIdOf(string signalId, string traderName) =>
        OrderIdOf(SignalKeyOf(signalId), traderName);

    /// <inheritdoc cref="OrderIdOf(string, string)"/>
    internal static OrderId OrderIdOf(UInt128 signalKey, string traderName)
    {
        const int keyLength = 16;
        ArgumentNullException.ThrowIfNull(traderName);
        var byteCountMax = keyLength + Encoding.UTF8.GetMaxByteCount(traderName.Length);
        var buffer = byteCountMax <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[byteCountMax];
        BinaryPrimitives.WriteUInt128LittleEndian(buffer, signalKey);
        var length = keyLength + Encoding.UTF8.GetBytes(traderName, buffer[keyLength..]);
        return new OrderId(XxHash128.HashToUInt128(buffer[..length]));
    }

    /// <summary>
    /// Where a signal stands among those of its strategy, from 0 to 9,999: a trader with a share of 12.5 percent gets the
    /// signals below 1,250.
    /// </summary>
    /// <remarks>
    /// The lowest 64 bits of XXH128 of the signal's key (<see cref="SignalKeyOf(string)"/>, 16 bytes, little-endian) and the
    /// strategy's id in UTF-8, modulo 10,000.
    /// </remarks>
    public static int ShareBucketOf(string signalId, string strategyId)
    {
        ArgumentNullException.ThrowIfNull(strategyId);
        return ShareBucketOf(SignalKeyOf(signalId), Encoding.UTF8.GetBytes(strategyId));
    }

    /// <inheritdoc cref="ShareBucketOf(string, string)"/>
    internal static int ShareBucketOf(UInt128 signalKey, ReadOnlySpan<byte> utf8StrategyId)
    {
        const uint bucketCount = 10_000;
        const int keyLength = 16;
        const int stackBytesMax = 128;
        var length = keyLength + utf8StrategyId.Length;
        var buffer = length <= stackBytesMax ? stackalloc byte[stackBytesMax] : new byte[length];
        BinaryPrimitives.WriteUInt128LittleEndian(buffer, signalKey);
        utf8StrategyId.CopyTo(buffer[keyLength..]);
        return (int)((ulong)XxHash128.HashToUInt128(buffer[..length]) % bucketCount);
    }

    /// <summary>The id of the <paramref name="ordinal"/>-th event (from 0) of an order.</summary>
    /// <remarks>
    /// XXH128 of the order's number, the type and the ordinal, each little-endian (16, 1 and 4 bytes), as a UUID of
    /// version 8, the version for ids that a vendor derives (RFC 9562, section 5.8).
    /// </remarks>
    public static Guid EventIdOf(OrderId orderId, OrderEventType type, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[21];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, orderId.Value);
        bytes[16] = (byte)type;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[17..], ordinal);
        return DerivedUuid.Of(bytes);
    }
}
