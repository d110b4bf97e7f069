using TradingEngine.Orders;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha;

/// <summary>Trades at Zerodha by Kite Connect v3.</summary>
/// <remarks>
/// An order carries its id as its tag. What could have reached the exchange is unknown until the order book was read; it is
/// never sent again. Order updates only say that the order book is worth reading. Fees are zero: Kite does not say
/// charges with a trade.
/// </remarks>
public sealed class ZerodhaTrader : ITrader, IDisposable
{
    private readonly ZerodhaOptions _options;
    private readonly OrderMapper _mapper;
    private readonly HttpMessageHandler? _handler;
    private ZerodhaDesk? _desk;

    /// <summary>A trader.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names all of them.</exception>
    public ZerodhaTrader(ZerodhaOptions options)
        : this(options, handler: null)
    {
    }

    internal ZerodhaTrader(ZerodhaOptions options, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException($"Zerodha cannot be used. {string.Join(' ', errors)}", nameof(options));
        }

        _options = options;
        _handler = handler;
        _mapper = new OrderMapper(options);
    }

    /// <summary>
    /// The login of the account; null before it was initialised. A new token may be set here at any time.
    /// </summary>
    public KiteSession? Session => _desk?.Session;

    /// <summary>The client of the account, for what else is read at Kite; null before it was initialised.</summary>
    public KiteClient? Client => _desk?.Client;

    /// <inheritdoc/>
    public string? Impediment => _desk is { } desk ? desk.Guard.Impediment : null;

    /// <inheritdoc/>
    public TimeSpan NotFoundWait => _options.NotFoundWait;

    /// <summary>
    /// Takes an order update that Kite posted to the address of the app. Any thread may call; answer Kite with 200 at once.
    /// </summary>
    /// <param name="body">The body of the request.</param>
    /// <returns>False where it does not come from Kite: its checksum is wrong.</returns>
    /// <exception cref="InvalidOperationException">There is no API secret to check it with.</exception>
    public bool OnPostback(ReadOnlyMemory<byte> body)
    {
        var secret = _options.Client.ApiSecret
            is { Length: > 0 } set ? set
            : throw new InvalidOperationException("The API secret is not set, and a postback is checked with it.");
        if (!KitePostback.TryRead(body, secret, out _, out _))
        {
            return false;
        }

        _desk?.Hear();
        return true;
    }

    /// <summary>What it is doing; null before it was initialised. This method allocates.</summary>
    public ZerodhaStatus? GetStatus() => _desk?.GetStatus();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _desk = new ZerodhaDesk(_options, _mapper, _handler, context);
        await _desk.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        var desk = Desk;
        if (desk.Guard.Impediment is { } impediment)
        {
            throw new OrderNotSentException($"Nobody is logged in at Kite: {impediment}");
        }

        var request = _mapper.Map(order);
        desk.Doubtful.Forget(order.Id);
        try
        {
            var placed = await desk.Client
                .PlaceOrderAsync(request, order.IsReducing ? KiteCall.Exit : KiteCall.Place, cancellationToken)
                .ConfigureAwait(false);
            return desk.Accept(order.Id, placed);
        }
        catch (OperationCanceledException exception)
        {
            // The client says so only where nothing of the order has left.
            throw new OrderNotSentException("The order was given up before it was sent", exception);
        }
        catch (KiteException exception)
        {
            return exception.Kind switch
            {
                KiteErrorKind.Rejected => OrderResult.Rejected(exception.Message),
                KiteErrorKind.Unknown => desk.Doubt(order.Id, exception),
                _ => throw new OrderNotSentException(exception.Message, exception),
            };
        }
    }

    /// <inheritdoc/>
    /// <remarks>Nobody logged in, an instrument that is not listed, a quantity or a price that Kite would refuse.</remarks>
    public ValueTask<string?> CheckAsync(Order order, CancellationToken cancellationToken)
    {
        if (_desk is null)
        {
            return new("The trader is not initialised");
        }

        if (_desk.Guard.Impediment is { } impediment)
        {
            return new($"Nobody is logged in at Kite: {impediment}");
        }

        try
        {
            _mapper.Map(order);
            return new((string?)null);
        }
        catch (OrderNotSentException exception)
        {
            return new(exception.Message);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The names are those of <see cref="OrderTerms"/>.</remarks>
    public IReadOnlyList<string> CheckTerms(string terms) => _mapper.CheckTerms(terms);

    /// <inheritdoc/>
    public ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Desk.CancelAsync(order, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken) =>
        await Desk.Reader.ReadAsync(orders, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        if (_desk is { } desk)
        {
            await desk.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of the connections.</summary>
    public void Dispose() => _desk?.Dispose();

    private ZerodhaDesk Desk => _desk ?? throw new InvalidOperationException("The trader is not initialised.");
}
