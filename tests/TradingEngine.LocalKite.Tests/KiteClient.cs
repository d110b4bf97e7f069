using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace TradingEngine.LocalKite.Tests;

/// <summary>A server, and a plain client of it that is logged in.</summary>
internal sealed class KiteClient : IAsyncDisposable
{
    public const long Sbin = 1001;
    public const string Future = "NIFTY30DECFUT";

    private KiteClient(LocalKiteServer server, FakeTimeProvider clock)
    {
        Server = server;
        Clock = clock;
        // A new connection each time: otherwise the handler sends a GET or DELETE again when its connection is cut.
        Http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
        {
            BaseAddress = server.Root,
        };
        Http.DefaultRequestHeaders.Add("X-Kite-Version", "3");
        Token = server.CreateAccessToken();
        Authorize("local-key", Token);
    }

    public LocalKiteServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public string Token { get; }

    public LocalExchange Exchange => Server.Exchange;

    /// <summary>The start of the server's clock in tests: 10:00 IST of a Monday.</summary>
    public static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 1, 5, 4, 30, 0, TimeSpan.Zero));

    public static async Task<KiteClient> StartAsync(LocalKiteOptions? options = null)
    {
        options ??= new LocalKiteOptions { TimeProvider = NewClock() };
        var clock = options.TimeProvider as FakeTimeProvider ?? NewClock();
        return new KiteClient(await LocalKiteServer.StartAsync(options), clock);
    }

    public void Authorize(string key, string token)
    {
        Http.DefaultRequestHeaders.Remove("Authorization");
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"token {key}:{token}");
    }

    /// <summary>A limit order for 10 SBIN (last price 100), with fields changed or, where null, left out.</summary>
    public static Dictionary<string, string> Form(params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["exchange"] = "NSE",
            ["tradingsymbol"] = "SBIN",
            ["transaction_type"] = "BUY",
            ["order_type"] = "LIMIT",
            ["product"] = "MIS",
            ["quantity"] = "10",
            ["price"] = "99",
            ["validity"] = "DAY",
            ["tag"] = "t1",
        };
        foreach (var (name, value) in changes)
        {
            form.Remove(name);
            if (value is not null)
            {
                form.Add(name, value);
            }
        }

        return form;
    }

    public Task<HttpResponseMessage> PlaceAsync(params (string Name, string? Value)[] changes) =>
        Http.PostAsync("/orders/regular", new FormUrlEncodedContent(Form(changes)));

    public async Task<string> PlaceIdAsync(params (string Name, string? Value)[] changes)
    {
        using var response = await PlaceAsync(changes);
        var data = await DataAsync(response);
        return data.GetProperty("order_id").GetString()!;
    }

    public Task<HttpResponseMessage> ModifyAsync(string id, params (string Name, string Value)[] fields) =>
        Http.PutAsync($"/orders/regular/{id}", new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> CancelAsync(string id) => Http.DeleteAsync($"/orders/regular/{id}");

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await DataAsync(response);
    }

    public async Task<JsonElement> OnlyOrderAsync() => (await GetAsync("/orders")).EnumerateArray().Single();

    public static async Task<JsonElement> DataAsync(HttpResponseMessage response)
    {
        var body = await BodyAsync(response);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        Assert.That(body.GetProperty("status").GetString(), Is.EqualTo("success"));
        return body.GetProperty("data");
    }

    public static async Task ShouldFailAsync(HttpResponseMessage response, int status, string type, string message = "")
    {
        var body = await BodyAsync(response);
        Assert.That((int)response.StatusCode, Is.EqualTo(status), body.ToString());
        Assert.That(body.GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That(body.GetProperty("error_type").GetString(), Is.EqualTo(type));
        Assert.That(body.GetProperty("message").GetString(), Does.Contain(message));
        response.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
}
