using System.IO.Hashing;

namespace TradingEngine.Internals;

/// <summary>Ids that derive from what they name, so that the same thing always has the same id.</summary>
internal static class DerivedUuid
{
    /// <summary>
    /// XXH128 of the content, big-endian, as a UUID of version 8, the version for ids that a vendor derives (RFC 9562,
    /// section 5.8).
    /// </summary>
    public static Guid Of(ReadOnlySpan<byte> content)
    {
        Span<byte> uuid = stackalloc byte[16];
        XxHash128.Hash(content, uuid);
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return new Guid(uuid, bigEndian: true);
    }
}
