using System.Net;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Client;

/// <summary>Sends requests and brings answers; what fails on the way becomes a <see cref="KiteException"/>.</summary>
internal sealed class KiteChannel : IDisposable
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    private readonly KiteClientOptions _options;
    private readonly KiteSession _session;
    private readonly HttpMessageInvoker _reads;
    private readonly HttpMessageInvoker _writes;
    private readonly bool _isOwnTransport;

    public KiteChannel(
        KiteClientOptions options, KiteSession session, TimeProvider timeProvider, HttpMessageHandler? inner,
        IKiteGate? gate)
    {
        _options = options;
        _session = session;
        _isOwnTransport = inner is null;
        var attempts = new KiteAttemptHandler(
            inner ?? MakeTransport(options), gate, timeProvider, options.AnswerSizeMax);
        _writes = new HttpMessageInvoker(attempts, disposeHandler: true);
        _reads = new HttpMessageInvoker(KiteRetry.Wrap(attempts, options, timeProvider), disposeHandler: true);
    }

    /// <summary>Sends a request, reads again where they fail, writes once.</summary>
    /// <exception cref="KiteException">It did not come to an answer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, and nothing was changed at Kite.</exception>
    public async Task<KiteAnswer> SendAsync(KiteRequest request, KiteToken? token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.IsWrite || request.Body.Length > 0
            ? new KiteBody(request.Body, request.BodyType, request.IsWrite)
            : null;
        var attempt = new KiteAttempt
        {
            Call = request.Call,
            Timeout = request.IsFile ? _options.InstrumentsTimeout : _options.Timeout,
        };
        using var message = MakeMessage(request, token, body, attempt);
        try
        {
            var way = request.IsWrite ? _writes : _reads;
            using var response = await way.SendAsync(message, cancellationToken).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            return new KiteAnswer((int)response.StatusCode, bytes);
        }
        catch (Exception error) when (error is not KiteException)
        {
            var isCancelled = cancellationToken.IsCancellationRequested;
            var isSent = attempt.HasBegun && !IsCertainlyUnsent(error, body);
            if (isCancelled && !(request.IsWrite && isSent))
            {
                throw new OperationCanceledException(cancellationToken);
            }

            throw Failed(error, isCancelled, isSent, Secrets(request, token));
        }
    }

    /// <summary>What no text may show.</summary>
    public string?[] Secrets(KiteRequest request, KiteToken? token) =>
        [_options.ApiKey, _options.ApiSecret, token?.AccessToken, _session.Current?.AccessToken, .. request.Secrets];

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private static SocketsHttpHandler MakeTransport(KiteClientOptions options) => new()
    {
        // A redirect could send an order a second time, and to another host.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = options.ConnectionLifetime,
        PooledConnectionIdleTimeout = options.ConnectionLifetime,
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
    };

    /// <summary>The text of an exception, its kind where its own text could hold what was sent.</summary>
    private static string TextOf(Exception error) => error switch
    {
        TimeoutException => error.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            "the answer is larger than the options allow",
        HttpRequestException http => $"{http.HttpRequestError}: {error.Message}",
        _ => $"{error.GetType().Name}: {error.Message}",
    };

    private static KiteException Failed(Exception error, bool isCancelled, bool isSent, string?[] secrets)
    {
        var text = isCancelled ? "cancelled" : KiteSecrets.Hide(TextOf(error), secrets);
        return isSent
            ? new KiteException(KiteErrorKind.Unknown, $"The outcome is not known: {text}")
            : new KiteException(KiteErrorKind.NotSent, $"Not sent: {text}");
    }

    // Certain is: no body went to any connection, and either the server could not have acted without it, or no
    // connection came about. Of a handler that is not ours only the second is believed.
    private bool IsCertainlyUnsent(Exception error, KiteBody? body)
    {
        if (body is null || body.HasBegun)
        {
            return body is null && IsConnectFailure(error);
        }

        return (_isOwnTransport && body.IsNeeded) || IsConnectFailure(error);
    }

    private static bool IsConnectFailure(Exception error) =>
        error is HttpRequestException http && KiteErrorTable.IsBeforeSending(http.HttpRequestError);

    private HttpRequestMessage MakeMessage(KiteRequest request, KiteToken? token, KiteBody? body, KiteAttempt attempt)
    {
        var root = _options.Root.AbsoluteUri.TrimEnd('/');
        var address = new Uri($"{root}{(request.HasPrefix ? _options.RoutePrefix : "")}{request.Route}");
        var message = new HttpRequestMessage(request.Method, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = body,
        };
        message.Headers.TryAddWithoutValidation("X-Kite-Version", "3");
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (token is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"token {_options.ApiKey}:{token.AccessToken}");
        }

        if (request.IsFile)
        {
            message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        }

        message.Options.Set(KiteAttempt.Key, attempt);
        return message;
    }
}
