using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>One attempt: through the gate, then to the last byte of the answer within the time.</summary>
/// <remarks>
/// It stands under the retries. The answer is read here, so that one cut off in the middle counts as a failed attempt.
/// </remarks>
internal sealed class KiteAttemptHandler : DelegatingHandler
{
    private readonly IKiteGate? _gate;
    private readonly TimeProvider _timeProvider;
    private readonly int _answerSizeMax;

    public KiteAttemptHandler(
        HttpMessageHandler transport, IKiteGate? gate, TimeProvider timeProvider, int answerSizeMax)
        : base(transport)
    {
        _gate = gate;
        _timeProvider = timeProvider;
        _answerSizeMax = answerSizeMax;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(KiteAttempt.Key, out var attempt))
        {
            throw new InvalidOperationException("The request has no attempt.");
        }

        await EnterAsync(attempt.Call, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        attempt.HasBegun = true;
        using var timeout = new CancellationTokenSource(attempt.Timeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ReceiveAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection's own limit ends with the same exception as ours.
            throw new TimeoutException(
                timeout.IsCancellationRequested ? $"no answer within {attempt.Timeout}" : "no connection in time");
        }
    }

    private async ValueTask EnterAsync(KiteCall call, CancellationToken cancellationToken)
    {
        if (_gate is null)
        {
            return;
        }

        try
        {
            await _gate.EnterAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not KiteException
            && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new KiteException(KiteErrorKind.NotSent, $"Not sent: the gate failed with {error.GetType().Name}.");
        }
    }

    private async Task<HttpResponseMessage> ReceiveAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(_answerSizeMax, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
