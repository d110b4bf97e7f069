using System.IO.Compression;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>What came back, to the last byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The bytes.</param>
internal readonly record struct KiteAnswer(int Status, byte[] Body)
{
    private const int ErrorSizeMax = 64 << 10;

    /// <summary>Whether the status alone is no error.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the body is compressed with gzip.</summary>
    public bool IsCompressed => Body.AsSpan().StartsWith(CompressionMark);

    /// <summary>Whether it is a file and no error: neither JSON nor HTML nor nothing.</summary>
    public bool IsFile
    {
        get
        {
            var text = KiteJson.WithoutMark(Body).TrimStart(" \r\n\t"u8);
            return IsSuccess && text.Length > 0 && text[0] is not ((byte)'{' or (byte)'[' or (byte)'<');
        }
    }

    private static ReadOnlySpan<byte> CompressionMark => [0x1F, 0x8B];

    /// <summary>The same with the body read, as far as an error may reach.</summary>
    public KiteAnswer Decompress()
    {
        if (!IsCompressed)
        {
            return this;
        }

        var bytes = new byte[ErrorSizeMax];
        try
        {
            using var stream = new GZipStream(new MemoryStream(Body), CompressionMode.Decompress);
            return new KiteAnswer(Status, bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
        }
        catch (InvalidDataException)
        {
            return this;
        }
    }
}
