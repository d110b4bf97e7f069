using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Client;

/// <summary>
/// Kite Connect v3, thin: one method a route. Safe for any number of threads. Reads are tried again where that may help,
/// everything else is sent once at most.
/// </summary>
/// <remarks>
/// Every method throws <see cref="KiteException"/>, whose <see cref="KiteException.Kind"/> says whether what was asked for may
/// have been done. A read that the caller cancels throws <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class KiteClient : IDisposable
{
    private readonly KiteClientOptions _options;
    private readonly KiteSession _session;
    private readonly TimeProvider _timeProvider;
    private readonly HttpMessageHandler _network;
    private readonly HttpClient _once;
    private readonly HttpClient _retrying;

    /// <summary>A client.</summary>
    /// <param name="options">Where Kite is.</param>
    /// <param name="session">The access token; a token that Kite refuses is given up there.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="gate">Holds calls back; null for nobody.</param>
    /// <param name="handler">The network; null for its own.</param>
    public KiteClient(
        KiteClientOptions options,
        KiteSession session,
        TimeProvider timeProvider,
        IKiteGate? gate = null,
        HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options;
        _session = session;
        _timeProvider = timeProvider;
        _network = handler ?? KiteHttp.MakeNetwork();
        var send = new KiteSendHandler(gate, options.Timeout, options.ResponseBytesMax, _network);
        _once = KiteHttp.MakeClient(send, options);
        _retrying = KiteHttp.MakeClient(KiteHttp.WithRetries(send, options), options);
    }

    /// <summary>The page on which a person logs in.</summary>
    public Uri LoginAddress =>
        new($"{_options.LoginPage}?v=3&api_key={Uri.EscapeDataString(_options.ApiKey)}");

    /// <summary>Places an order. Sent once.</summary>
    /// <param name="request">The order.</param>
    /// <param name="call"><see cref="KiteCall.Place"/> or <see cref="KiteCall.Exit"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; the order may be placed all the same.</param>
    public async Task<KitePlacedOrder> PlaceOrderAsync(
        KiteOrderRequest request, KiteCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var placed = await WriteAsync(
            HttpMethod.Post, $"/orders/{request.Variety}", request.ToForm().ToContent(), call, cancellationToken)
            .ConfigureAwait(false);
        return placed.OrderId.Length > 0
            ? placed
            : throw new KiteException(KiteErrorKind.Unknown, "Kite took the order and named no id");
    }

    /// <summary>Modifies an order. Sent once.</summary>
    public Task ModifyOrderAsync(
        string variety, string orderId, KiteModification modification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(modification);
        return WriteAsync(
            HttpMethod.Put, RouteOf(variety, orderId), modification.ToForm().ToContent(), KiteCall.Modify, cancellationToken);
    }

    /// <summary>Cancels what is open of an order. Sent once.</summary>
    public Task CancelOrderAsync(
        string variety, string orderId, string? parentOrderId, CancellationToken cancellationToken)
    {
        var route = RouteOf(variety, orderId);
        if (!string.IsNullOrEmpty(parentOrderId))
        {
            route += $"?parent_order_id={Uri.EscapeDataString(parentOrderId)}";
        }

        return WriteAsync(HttpMethod.Delete, route, content: null, KiteCall.Cancel, cancellationToken);
    }

    /// <summary>The orders of the account today, others' included.</summary>
    public async Task<IReadOnlyList<KiteOrder>> GetOrdersAsync(CancellationToken cancellationToken) =>
        await ReadAsync("/orders", KiteJson.Default.KiteEnvelopeListKiteOrder, cancellationToken).ConfigureAwait(false);

    /// <summary>The states of one order, the oldest first.</summary>
    public async Task<IReadOnlyList<KiteOrder>> GetOrderHistoryAsync(
        string orderId, CancellationToken cancellationToken) => await ReadAsync(
            $"/orders/{Uri.EscapeDataString(orderId)}", KiteJson.Default.KiteEnvelopeListKiteOrder, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The trades of the account today, others' included.</summary>
    public async Task<IReadOnlyList<KiteTrade>> GetTradesAsync(CancellationToken cancellationToken) =>
        await ReadAsync("/trades", KiteJson.Default.KiteEnvelopeListKiteTrade, cancellationToken).ConfigureAwait(false);

    /// <summary>The trades of one order.</summary>
    public async Task<IReadOnlyList<KiteTrade>> GetOrderTradesAsync(
        string orderId, CancellationToken cancellationToken) => await ReadAsync(
            $"/orders/{Uri.EscapeDataString(orderId)}/trades",
            KiteJson.Default.KiteEnvelopeListKiteTrade,
            cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Whose token it is.</summary>
    public Task<KiteProfile> GetProfileAsync(CancellationToken cancellationToken) =>
        ReadAsync("/user/profile", KiteJson.Default.KiteEnvelopeKiteProfile, cancellationToken);

    /// <summary>The money of the account.</summary>
    public Task<KiteMargins> GetMarginsAsync(CancellationToken cancellationToken) =>
        ReadAsync("/user/margins", KiteJson.Default.KiteEnvelopeKiteMargins, cancellationToken);

    /// <summary>The positions of the account.</summary>
    public Task<KitePositions> GetPositionsAsync(CancellationToken cancellationToken) =>
        ReadAsync("/portfolio/positions", KiteJson.Default.KiteEnvelopeKitePositions, cancellationToken);

    /// <summary>The shares of the account.</summary>
    public async Task<IReadOnlyList<KiteHolding>> GetHoldingsAsync(CancellationToken cancellationToken) =>
        await ReadAsync("/portfolio/holdings", KiteJson.Default.KiteEnvelopeListKiteHolding, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>The list of instruments as Kite sends it: CSV, plain or gzip. The caller disposes it.</summary>
    /// <param name="exchange">One exchange; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Stream> GetInstrumentsAsync(string? exchange, CancellationToken cancellationToken)
    {
        var route = exchange is null ? "/instruments" : $"/instruments/{Uri.EscapeDataString(exchange)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, route.TrimStart('/'));
        var state = new KiteRequestState { Call = KiteCall.Read, IsStreamed = true };
        var token = Authorize(request);
        var response = await SendAsync(_retrying, request, state, token, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        }

        using (response)
        {
            await response.Content.LoadIntoBufferAsync(_options.ResponseBytesMax, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            KiteAnswer.ThrowIfError((int)response.StatusCode, body, Secrets(token));
            throw new KiteException(KiteErrorKind.Unknown, "Kite sent no instruments", (int)response.StatusCode);
        }
    }

    /// <summary>Exchanges what the login page handed over for an access token. Sent once; sets the session.</summary>
    public async Task<KiteToken> CreateSessionAsync(string requestToken, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestToken);
        var secret = _options.ApiSecret ?? throw new KiteException(
            KiteErrorKind.NotSent, $"{nameof(KiteClientOptions.ApiSecret)} is not set, and a login needs it");
        var form = new FormWriter();
        form.Add("api_key", _options.ApiKey);
        form.Add("request_token", requestToken);
        form.Add("checksum", ChecksumOf($"{_options.ApiKey}{requestToken}{secret}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf("/session/token"));
        request.Content = form.ToContent();
        var login = await ReadAnswerAsync(
            _once, request, KiteCall.Read, KiteJson.Default.KiteEnvelopeKiteLogin, requestToken, cancellationToken)
            .ConfigureAwait(false);
        var token = new KiteToken(login.AccessToken, login.UserId, login.LoginTime ?? _timeProvider.GetUtcNow());
        _session.Set(token);
        return token;
    }

    /// <summary>Ends the access token at Kite.</summary>
    public async Task LogoutAsync(CancellationToken cancellationToken)
    {
        var token = _session.Current?.AccessToken ?? throw NeedsLogin();
        var query = $"?api_key={Uri.EscapeDataString(_options.ApiKey)}&access_token={Uri.EscapeDataString(token)}";
        using var request = new HttpRequestMessage(HttpMethod.Delete, PathOf("/session/token") + query);
        Authorize(request);
        var state = new KiteRequestState { Call = KiteCall.Read };
        using var response = await SendAsync(_once, request, state, token, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        KiteAnswer.ThrowIfError((int)response.StatusCode, body, Secrets(token));
        _session.Invalidate(token, "it was logged out");
    }

    /// <summary>Lets go of the connections.</summary>
    public void Dispose()
    {
        _once.Dispose();
        _retrying.Dispose();
        _network.Dispose();
    }

    /// <summary>SHA-256 in hexadecimal, as Kite makes its checksums.</summary>
    internal static string ChecksumOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string RouteOf(string variety, string orderId) =>
        $"/orders/{Uri.EscapeDataString(variety)}/{Uri.EscapeDataString(orderId)}";

    private async Task<T> ReadAsync<T>(
        string route, JsonTypeInfo<KiteEnvelope<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(route));
        var token = Authorize(request);
        return await ReadAnswerAsync(_retrying, request, KiteCall.Read, type, token, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<KitePlacedOrder> WriteAsync(
        HttpMethod method, string route, HttpContent? content, KiteCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, PathOf(route));
        request.Content = content;
        var token = Authorize(request);
        return await ReadAnswerAsync(
            _once, request, call, KiteJson.Default.KiteEnvelopeKitePlacedOrder, token, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<T> ReadAnswerAsync<T>(
        HttpClient client,
        HttpRequestMessage request,
        KiteCall call,
        JsonTypeInfo<KiteEnvelope<T>> type,
        string? token,
        CancellationToken cancellationToken)
        where T : class
    {
        var state = new KiteRequestState { Call = call };
        using var response = await SendAsync(client, request, state, token, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return KiteAnswer.Read((int)response.StatusCode, body, type, Secrets(token));
        }
        catch (KiteException exception) when (exception.Kind == KiteErrorKind.NeedsLogin && token is not null)
        {
            _session.Invalidate(token, exception.Message);
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpRequestMessage request,
        KiteRequestState state,
        string? token,
        CancellationToken cancellationToken)
    {
        request.Options.Set(KiteRequestState.Key, state);
        try
        {
            var completion = HttpCompletionOption.ResponseHeadersRead;
            return await client.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (state.Call == KiteCall.Read)
        {
            throw;
        }
        catch (Exception exception) when (exception is not KiteException)
        {
            throw KiteFailures.Of(exception, state.MayHaveLeft, Secrets(token));
        }
    }

    private string PathOf(string route) => $"{_options.RoutePrefix}{route}".TrimStart('/');

    private string Authorize(HttpRequestMessage request)
    {
        var token = _session.Current?.AccessToken ?? throw NeedsLogin();
        request.Headers.Authorization = new AuthenticationHeaderValue("token", $"{_options.ApiKey}:{token}");
        return token;
    }

    private KiteException NeedsLogin() => new(
        KiteErrorKind.NeedsLogin, $"Nobody is logged in at Kite: {_session.LoginNeeded ?? "the token is over"}");

    private string?[] Secrets(string? token) => [token, _options.ApiSecret, _options.ApiKey];
}
