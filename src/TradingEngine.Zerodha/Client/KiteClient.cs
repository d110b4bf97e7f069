using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Client;

/// <summary>Kite Connect's REST API. For all threads.</summary>
/// <remarks>
/// Whatever fails throws a <see cref="KiteException"/>, whose kind says what is known. Reads are tried again, writes
/// never. A read that is cancelled throws <see cref="OperationCanceledException"/>; so does a write of which nothing
/// has left, and one that may have left is <see cref="KiteErrorKind.Unknown"/>.
/// </remarks>
public sealed class KiteClient : IDisposable
{
    private readonly KiteClientOptions _options;
    private readonly KiteSession _session;
    private readonly TimeProvider _timeProvider;
    private readonly KiteChannel _channel;

    /// <summary>Builds the client; no connection is opened yet.</summary>
    /// <param name="options">Where and how; copied.</param>
    /// <param name="session">The access token. Not disposed with the client.</param>
    /// <param name="timeProvider">The clock of timeouts and retries.</param>
    /// <param name="inner">
    /// What sends, in place of connections of its own; disposed with the client. It must neither repeat nor redirect.
    /// </param>
    /// <param name="gate">The budget, null for none.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message has all of them.</exception>
    public KiteClient(
        KiteClientOptions options, KiteSession session, TimeProvider timeProvider, HttpMessageHandler? inner = null,
        IKiteGate? gate = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options.CopyValid();
        _session = session;
        _timeProvider = timeProvider;
        _channel = new KiteChannel(_options, session, timeProvider, inner, gate);
    }

    /// <summary>Where a person logs in. It holds the app's key, as Kite wants it.</summary>
    public Uri LoginAddress =>
        new($"{_options.LoginPage.AbsoluteUri}?{new KiteForm().Add("v", "3").Add("api_key", _options.ApiKey)}");

    /// <summary>Places an order, once.</summary>
    /// <param name="request">The order. What Kite would refuse for certain is refused here.</param>
    /// <param name="call"><see cref="KiteCall.Place"/> or <see cref="KiteCall.Exit"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The id; the exchange may still reject the order.</returns>
    /// <exception cref="KiteException">It was not placed, or it is not known.</exception>
    public async Task<KitePlacedOrder> PlaceOrderAsync(
        KiteOrderRequest request, KiteCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (call is not (KiteCall.Place or KiteCall.Exit))
        {
            throw new ArgumentOutOfRangeException(nameof(call), call, "An order is placed as Place or Exit.");
        }

        var errors = request.Validate(_options.TagLengthMax);
        if (errors.Count > 0)
        {
            throw new KiteException(KiteErrorKind.Rejected, $"Refused before sending: {string.Join(" ", errors)}");
        }

        var route = $"/orders/{KiteText.Segment(request.Variety, "variety")}";
        var write = Write(HttpMethod.Post, route, call, request.ToForm());
        var placed = await SendAsync(write, KiteJsonContext.Default.KitePlacedOrder, cancellationToken)
            .ConfigureAwait(false);
        CleanErrors(placed, _channel.Secrets(write, _session.Current));
        return placed;
    }

    /// <summary>Changes an order, once.</summary>
    /// <param name="variety">Its variety.</param>
    /// <param name="orderId">Its id.</param>
    /// <param name="modification">What to change, at least one thing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The id that Kite answers.</returns>
    /// <exception cref="KiteException">It was not changed, or it is not known.</exception>
    public async Task<string> ModifyOrderAsync(
        string variety, string orderId, KiteModification modification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modification);
        var form = modification.ToForm();
        if (form.IsEmpty)
        {
            throw new ArgumentException("There is nothing to change.", nameof(modification));
        }

        var write = Write(HttpMethod.Put, OrderRoute(variety, orderId), KiteCall.Modify, form);
        var placed = await SendAsync(write, KiteJsonContext.Default.KitePlacedOrder, cancellationToken)
            .ConfigureAwait(false);
        return placed.OrderId;
    }

    /// <summary>Cancels an order, once.</summary>
    /// <param name="variety">Its variety.</param>
    /// <param name="orderId">Its id.</param>
    /// <param name="parentOrderId">The order that it is a part of, null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The id that Kite answers.</returns>
    /// <exception cref="KiteException">It was not cancelled, or it is not known.</exception>
    public async Task<string> CancelOrderAsync(
        string variety, string orderId, string? parentOrderId = null, CancellationToken cancellationToken = default)
    {
        var query = new KiteForm().Add("parent_order_id", parentOrderId);
        var route = $"{OrderRoute(variety, orderId)}{(query.IsEmpty ? "" : "?")}{query}";
        var write = Write(HttpMethod.Delete, route, KiteCall.Cancel, new KiteForm());
        var placed = await SendAsync(write, KiteJsonContext.Default.KitePlacedOrder, cancellationToken)
            .ConfigureAwait(false);
        return placed.OrderId;
    }

    /// <summary>Reads the order book of today.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">It cannot be read.</exception>
    public async Task<IReadOnlyList<KiteOrder>> GetOrdersAsync(CancellationToken cancellationToken = default) =>
        await GetAsync("/orders", KiteJsonContext.Default.ListKiteOrder, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the states of an order, the oldest first.</summary>
    /// <param name="orderId">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">They cannot be read.</exception>
    public async Task<IReadOnlyList<KiteOrder>> GetOrderHistoryAsync(
        string orderId, CancellationToken cancellationToken = default) =>
        await GetAsync(
            $"/orders/{KiteText.Segment(orderId, nameof(orderId))}", KiteJsonContext.Default.ListKiteOrder,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the fills of today.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">They cannot be read.</exception>
    public async Task<IReadOnlyList<KiteTrade>> GetTradesAsync(CancellationToken cancellationToken = default) =>
        await GetAsync("/trades", KiteJsonContext.Default.ListKiteTrade, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the fills of an order.</summary>
    /// <param name="orderId">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">They cannot be read.</exception>
    public async Task<IReadOnlyList<KiteTrade>> GetOrderTradesAsync(
        string orderId, CancellationToken cancellationToken = default) =>
        await GetAsync(
            $"/orders/{KiteText.Segment(orderId, nameof(orderId))}/trades", KiteJsonContext.Default.ListKiteTrade,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Reads who the user is.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">It cannot be read.</exception>
    public Task<KiteProfile> GetProfileAsync(CancellationToken cancellationToken = default) =>
        GetAsync("/user/profile", KiteJsonContext.Default.KiteProfile, cancellationToken);

    /// <summary>Reads the money of the account.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">It cannot be read.</exception>
    public Task<KiteMargins> GetMarginsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("/user/margins", KiteJsonContext.Default.KiteMargins, cancellationToken);

    /// <summary>Reads the positions.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">They cannot be read.</exception>
    public Task<KitePositions> GetPositionsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("/portfolio/positions", KiteJsonContext.Default.KitePositions, cancellationToken);

    /// <summary>Reads the shares in the depository.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="KiteException">They cannot be read.</exception>
    public async Task<IReadOnlyList<KiteHolding>> GetHoldingsAsync(CancellationToken cancellationToken = default) =>
        await GetAsync("/portfolio/holdings", KiteJsonContext.Default.ListKiteHolding, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Asks what margin orders would need. Nothing is placed.</summary>
    /// <param name="orders">The orders, at least one.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>One for each order, in their order.</returns>
    /// <exception cref="KiteException">There is no answer.</exception>
    public async Task<IReadOnlyList<KiteOrderMargin>> GetOrderMarginsAsync(
        IReadOnlyList<KiteOrderRequest> orders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var questions = new List<KiteMarginQuestion>(orders.Count);
        foreach (var order in orders)
        {
            questions.Add(KiteMarginQuestion.From(order));
        }

        var request = new KiteRequest
        {
            Method = HttpMethod.Post,
            Route = "/margins/orders",
            Body = JsonSerializer.SerializeToUtf8Bytes(questions, KiteJsonContext.Default.ListKiteMarginQuestion),
            BodyType = "application/json",
        };
        return await SendAsync(request, KiteJsonContext.Default.ListKiteOrderMargin, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Downloads the instruments of today.</summary>
    /// <param name="exchange">Of one exchange, null for all.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>
    /// The bytes as Kite sent them: CSV, as a rule compressed with gzip, which the first two bytes tell (1F 8B). They
    /// are all there: reading the stream neither waits nor fails.
    /// </returns>
    /// <exception cref="KiteException">They cannot be downloaded.</exception>
    public async Task<Stream> GetInstrumentsAsync(
        string? exchange = null, CancellationToken cancellationToken = default)
    {
        var request = new KiteRequest
        {
            Method = HttpMethod.Get,
            Route = exchange is null ? "/instruments" : $"/instruments/{KiteText.Segment(exchange, nameof(exchange))}",
            HasPrefix = false,
            IsFile = true,
        };
        var token = Token();
        var answer = await _channel.SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (!answer.IsFile)
        {
            throw Told(KiteAnswers.Error(answer.Decompress(), _channel.Secrets(request, token)), token);
        }

        return new MemoryStream(answer.Body, writable: false);
    }

    /// <summary>Exchanges what the login gave for an access token. The session does not have it yet.</summary>
    /// <param name="requestToken">From the address the login leads to; it is good for one exchange.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>For <see cref="KiteSession.Set(KiteToken)"/> and <see cref="KiteTokenFile.Write"/>.</returns>
    /// <exception cref="KiteException">There is no token.</exception>
    /// <exception cref="InvalidOperationException">The options have no secret of the app.</exception>
    public async Task<KiteToken> CreateSessionAsync(string requestToken, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestToken);
        if (_options.ApiSecret.Length == 0)
        {
            throw new InvalidOperationException($"The login needs {nameof(KiteClientOptions.ApiSecret)}.");
        }

        var checksum = KiteChecksum.Make(_options.ApiKey, requestToken, _options.ApiSecret);
        var form = new KiteForm()
            .Add("api_key", _options.ApiKey)
            .Add("request_token", requestToken)
            .Add("checksum", checksum);
        var request = new KiteRequest
        {
            Method = HttpMethod.Post,
            Route = "/session/token",
            IsWrite = true,
            HasToken = false,
            Body = form.ToBytes(),
            Secrets = [requestToken, checksum],
        };
        var login = await SendAsync(request, KiteJsonContext.Default.KiteLogin, cancellationToken)
            .ConfigureAwait(false);
        return TokenOf(login);
    }

    /// <summary>Ends the access token at Kite and in the session.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="KiteException">It may be valid still.</exception>
    public async Task LogoutAsync(CancellationToken cancellationToken = default)
    {
        var token = Token();
        var query = new KiteForm().Add("api_key", _options.ApiKey).Add("access_token", token.AccessToken);
        var request = Write(HttpMethod.Delete, $"/session/token?{query}", KiteCall.Read, new KiteForm());
        var answer = await _channel.SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        try
        {
            KiteAnswers.CheckSuccess(answer, _channel.Secrets(request, token));
        }
        catch (KiteException error)
        {
            throw Told(error, token);
        }

        _session.Invalidate(token.AccessToken, "Logged out.");
    }

    /// <summary>
    /// Opens a connection with a cheap read, so that the first order finds one, and checks the token.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KiteException">Kite does not answer, or not well.</exception>
    public async Task WarmAsync(CancellationToken cancellationToken = default) =>
        await GetProfileAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the connections. What is under way ends as <see cref="KiteErrorKind.Unknown"/>.</summary>
    public void Dispose() => _channel.Dispose();

    /// <summary>Where it leads, without key and secret.</summary>
    public override string ToString() => _options.ToString();

    private static string OrderRoute(string variety, string orderId) =>
        $"/orders/{KiteText.Segment(variety, nameof(variety))}/{KiteText.Segment(orderId, nameof(orderId))}";

    private static KiteRequest Write(HttpMethod method, string route, KiteCall call, KiteForm form) => new()
    {
        Method = method,
        Route = route,
        Call = call,
        IsWrite = true,
        Body = form.ToBytes(),
    };

    private static void CleanErrors(KitePlacedOrder placed, string?[] secrets)
    {
        foreach (var child in placed.Children)
        {
            if (child.Error is { Message: { } message } error)
            {
                error.Message = KiteText.Clean(KiteSecrets.Hide(message, secrets));
            }
        }
    }

    private Task<T> GetAsync<T>(string route, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(KiteRequest.Get(route), type, cancellationToken);

    private async Task<T> SendAsync<T>(KiteRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var token = request.HasToken ? Token() : null;
        var answer = await _channel.SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        try
        {
            return KiteAnswers.Read(answer, type, _channel.Secrets(request, token));
        }
        catch (KiteException error)
        {
            throw Told(error, token);
        }
    }

    private KiteToken Token() => _session.Current
        ?? throw new KiteException(KiteErrorKind.NeedsLogin, _session.LoginNeeded ?? "The access token came just now.");

    private KiteToken TokenOf(KiteLogin login)
    {
        if (login.AccessToken.Length == 0 || !KiteText.IsToken(login.AccessToken) || !KiteText.IsToken(login.UserId))
        {
            throw new KiteException(KiteErrorKind.Unknown, "The answer of the login has no access token or user.");
        }

        return new KiteToken(login.AccessToken, login.UserId, login.LoginTime ?? _timeProvider.GetUtcNow());
    }

    private KiteException Told(KiteException error, KiteToken? token)
    {
        if (error.Kind == KiteErrorKind.NeedsLogin && token is not null)
        {
            _session.Invalidate(token.AccessToken, error.Message);
        }

        return error;
    }
}
