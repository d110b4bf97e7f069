using System.Buffers;
using System.Net;
using System.Net.WebSockets;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>One connection, from its handshake to its end. <see cref="KiteSocket"/> makes the next one.</summary>
internal sealed class KiteConnection : IDisposable
{
    private const int LivenessChecks = 5;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly KiteTickerOptions _options;
    private readonly KiteAccess _access;
    private readonly ISocketHandler _handler;
    private readonly ISocketOutbox? _outbox;
    private readonly FrameAssembler _assembler;
    private readonly TimeProvider _timeProvider;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ended = new();
    private long _receivedTimestamp;
    private string? _cutReason;

    public KiteConnection(
        KiteTickerOptions options,
        KiteAccess access,
        ISocketHandler handler,
        ISocketOutbox? outbox,
        FrameAssembler assembler,
        TimeProvider timeProvider)
    {
        _options = options;
        _access = access;
        _handler = handler;
        _outbox = outbox;
        _assembler = assembler;
        _timeProvider = timeProvider;
        _socket.Options.SetRequestHeader("X-Kite-Version", "3");
        _socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>True where anything came over it.</summary>
    public bool HasReceived { get; private set; }

    /// <summary>True where the server refused the access token.</summary>
    public bool IsRefused => _socket.HttpStatusCode == HttpStatusCode.Forbidden;

    /// <summary>Does the handshake.</summary>
    /// <returns>Why it failed, without secrets; null where it did not.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<string?> ConnectAsync(string token, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _socket.ConnectAsync(_access.MakeAddress(token), either.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return timeout.IsCancellationRequested
                ? $"no answer to the handshake within {_options.ConnectTimeout}"
                : _access.Describe(exception);
        }
    }

    /// <summary>Sends and receives until the connection ends.</summary>
    /// <returns>Why it ended, without secrets.</returns>
    public async Task<string> RunAsync()
    {
        MarkReceived();
        var interval = _options.LivenessTimeout / LivenessChecks;
        var liveness = _timeProvider.CreateTimer(
            static state => ((KiteConnection)state!).CheckLiveness(), this, interval, interval);
        var sending = _outbox is null ? Task.CompletedTask : SendAsync(_outbox);
        try
        {
            return await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Volatile.Read(ref _cutReason) ?? _access.Describe(exception);
        }
        finally
        {
            await liveness.DisposeAsync().ConfigureAwait(false);
            await _ended.CancelAsync().ConfigureAwait(false);
            _socket.Abort();
            await sending.ConfigureAwait(false);
        }
    }

    /// <summary>Tells the server that this is the end. Its answer ends <see cref="RunAsync"/>.</summary>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token)
                .ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It is over already, or the other side is not there: which is what was wanted.
            Cut("it was stopped");
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Cut(string reason)
    {
        Interlocked.CompareExchange(ref _cutReason, reason, null);
        _socket.Abort();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _ended.Dispose();
    }

    /// <remarks>
    /// Allocates nothing per frame: the socket's reads come from a pool, and this method is one state machine for all
    /// of them. No token is given to the reads; <see cref="Cut"/> ends them.
    /// </remarks>
    private async Task<string> ReceiveAsync()
    {
        _assembler.Clear();
        while (true)
        {
            var read = await _socket.ReceiveAsync(_assembler.GetSpace(), CancellationToken.None).ConfigureAwait(false);
            MarkReceived();
            HasReceived = true;
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync().ConfigureAwait(false);
                return _access.Redact(
                    $"the server closed it ({_socket.CloseStatus}) {_socket.CloseStatusDescription}".TrimEnd());
            }

            _assembler.Add(read.Count);
            if (read.EndOfMessage)
            {
                Deliver(read.MessageType);
                _assembler.Clear();
            }
        }
    }

    private void Deliver(WebSocketMessageType type)
    {
        if (_assembler.IsTooLong)
        {
            _handler.OnTooLong();
        }
        else if (type == WebSocketMessageType.Binary)
        {
            _handler.OnBinary(_assembler.Frame);
        }
        else
        {
            _handler.OnText(_assembler.Frame);
        }
    }

    private async Task SendAsync(ISocketOutbox outbox)
    {
        var message = new ArrayBufferWriter<byte>();
        outbox.Reset();
        try
        {
            while (true)
            {
                while (outbox.TryTake(message))
                {
                    await _socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Text, true, _ended.Token)
                        .ConfigureAwait(false);
                }

                await outbox.WaitAsync(_ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The receiving side has ended.
        }
        catch (Exception exception)
        {
            Cut($"could not send: {_access.Describe(exception)}");
        }
    }

    private void MarkReceived() => Volatile.Write(ref _receivedTimestamp, _timeProvider.GetTimestamp());

    private void CheckLiveness()
    {
        if (_timeProvider.GetElapsedTime(Volatile.Read(ref _receivedTimestamp)) >= _options.LivenessTimeout)
        {
            Cut($"nothing came for {_options.LivenessTimeout}");
        }
    }
}
