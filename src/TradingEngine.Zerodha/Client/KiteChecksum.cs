using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TradingEngine.Zerodha.Client;

/// <summary>Kite's checksums: the SHA-256 of three texts behind each other, in hexadecimal.</summary>
internal static class KiteChecksum
{
    /// <summary>In lower-case letters.</summary>
    public static string Make(string first, string second, string third) =>
        Convert.ToHexStringLower(Hash(first, second, third));

    /// <summary>Whether a checksum is right; takes the same time whether it is or not.</summary>
    public static bool IsRight(string checksum, string first, string second, string third)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return checksum.Length == 2 * given.Length
            && Convert.FromHexString(checksum, given, out _, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, Hash(first, second, third));
    }

    private static byte[] Hash(string first, string second, string third) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{first}{second}{third}"));
}
