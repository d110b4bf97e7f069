using System.Net;

namespace TradingEngine.Zerodha.Client;

/// <summary>The body of a request, which tells whether it was asked for.</summary>
/// <remarks>
/// SocketsHttpHandler may send a request again by itself when a pooled connection turns out to be closed: always when
/// there is no body, and before the body began when there is one. Therefore every write has a body, an empty one too,
/// and the body of a write is handed out once.
/// </remarks>
internal sealed class KiteBody : HttpContent
{
    private readonly byte[] _bytes;
    private readonly bool _isOnce;
    private volatile bool _hasBegun;

    public KiteBody(byte[] bytes, string mediaType, bool isOnce)
    {
        _bytes = bytes;
        _isOnce = isOnce;
        if (bytes.Length > 0)
        {
            Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }
    }

    /// <summary>Whether a connection has asked for the body.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>Whether the server cannot act before it has the body.</summary>
    public bool IsNeeded => _bytes.Length > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_hasBegun && _isOnce)
        {
            throw new InvalidOperationException("A write is sent once.");
        }

        _hasBegun = true;
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
