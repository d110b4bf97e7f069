namespace TradingEngine.Zerodha.Client;

/// <summary>
/// The last step of each attempt: waits for the budget, then sends and reads the whole answer within the timeout.
/// </summary>
internal sealed class KiteSendHandler : DelegatingHandler
{
    private readonly IKiteGate? _gate;
    private readonly TimeSpan _timeout;
    private readonly int _responseBytesMax;

    public KiteSendHandler(IKiteGate? gate, TimeSpan timeout, int responseBytesMax, HttpMessageHandler inner)
        : base(inner)
    {
        _gate = gate;
        _timeout = timeout;
        _responseBytesMax = responseBytesMax;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(KiteRequestState.Key, out var state);
        if (_gate is not null && state is not null)
        {
            await _gate.EnterAsync(state.Call, cancellationToken).ConfigureAwait(false);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_timeout);
        cancellationToken.ThrowIfCancellationRequested();
        if (state is not null)
        {
            state.MayHaveLeft = true;
        }

        try
        {
            var response = await base.SendAsync(request, timeout.Token).ConfigureAwait(false);
            if (state is not { IsStreamed: true })
            {
                await response.Content.LoadIntoBufferAsync(_responseBytesMax, timeout.Token).ConfigureAwait(false);
            }

            return response;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Kite did not answer within {_timeout}", exception);
        }
    }
}
