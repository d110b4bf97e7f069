using System.Buffers;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>What a socket has to send.</summary>
internal interface ISocketOutbox
{
    /// <summary>The connection is new: the server knows nothing yet.</summary>
    void Reset();

    /// <summary>Takes the next message.</summary>
    /// <returns>False where there is none now; <paramref name="message"/> is then without meaning.</returns>
    bool TryTake(ArrayBufferWriter<byte> message);

    /// <summary>Ends when there may be a message.</summary>
    Task WaitAsync(CancellationToken cancellationToken);
}
