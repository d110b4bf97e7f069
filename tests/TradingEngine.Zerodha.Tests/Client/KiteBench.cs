using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>A client with a scripted server.</summary>
internal sealed class KiteBench : IAsyncDisposable
{
    public const string ApiKey = "keyKEY1234567890";
    public const string ApiSecret = "secretSECRET9876543210";
    public const string AccessToken = "accessACCESSaccess4711";

    private KiteBench(ScriptedKite server, KiteClientOptions options, IKiteGate? gate)
    {
        Server = server;
        Options = options;
        Session = new KiteSession(new KiteSessionOptions(), TimeProvider.System);
        Session.Set(AccessToken, "AB1234");
        Client = new KiteClient(options, Session, TimeProvider.System, gate: gate);
    }

    public ScriptedKite Server { get; }

    public KiteClientOptions Options { get; }

    public KiteSession Session { get; }

    public KiteClient Client { get; }

    public static KiteOrderRequest Order => new()
    {
        Exchange = KiteExchange.Nse,
        TradingSymbol = "M&M",
        TransactionType = KiteTransactionType.Buy,
        OrderType = KiteOrderType.Limit,
        Product = KiteProduct.Intraday,
        Quantity = 10,
        Price = 1_234.50m,
        Tag = "0123456789abcdefghij",
    };

    public static async Task<KiteBench> StartAsync(Action<KiteClientOptions>? change = null, IKiteGate? gate = null)
    {
        var server = await ScriptedKite.StartAsync();
        var options = MakeOptions(server.Root);
        change?.Invoke(options);
        return new KiteBench(server, options, gate);
    }

    public static KiteClientOptions MakeOptions(Uri root) => new()
    {
        ApiKey = ApiKey,
        ApiSecret = ApiSecret,
        Root = root,
        ReadRetryDelay = TimeSpan.FromMilliseconds(1),
    };

    /// <summary>The three writes of orders.</summary>
    public static Task WriteAsync(KiteClient client, string write, CancellationToken cancellationToken = default) =>
        write switch
        {
            "place" => client.PlaceOrderAsync(Order, KiteCall.Place, cancellationToken),
            "exit" => client.PlaceOrderAsync(Order, KiteCall.Exit, cancellationToken),
            "modify" => client.ModifyOrderAsync("regular", "151", new KiteModification { Price = 1 }, cancellationToken),
            "cancel" => client.CancelOrderAsync("regular", "151", cancellationToken: cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(write)),
        };

    public static async Task<KiteException> FailAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (KiteException error)
        {
            return error;
        }

        throw new AssertionException("It did not fail.");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Session.Dispose();
        await Server.DisposeAsync();
    }
}
