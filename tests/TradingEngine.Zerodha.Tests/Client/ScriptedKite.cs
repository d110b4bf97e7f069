using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>A server that does what a test tells it: one act a request, the last one again and again.</summary>
internal sealed class ScriptedKite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _acts = new();
    private Func<HttpContext, Task> _last = context => Answer(200, "{\"status\":\"success\",\"data\":{}}")(context);

    private ScriptedKite(WebApplication server)
    {
        _server = server;
        server.Run(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Root => new(_server.Urls.First());

    /// <summary>What came, with body.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public static async Task<ScriptedKite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var kite = new ScriptedKite(builder.Build());
        await kite._server.StartAsync();
        return kite;
    }

    public static Func<HttpContext, Task> Answer(int status, string body, string type = "application/json") =>
        Answer(status, Encoding.UTF8.GetBytes(body), type);

    public static Func<HttpContext, Task> Answer(int status, byte[] body, string type = "application/json") =>
        async context =>
        {
            context.Response.StatusCode = status;
            if (body.Length > 0)
            {
                context.Response.ContentType = type;
                await context.Response.Body.WriteAsync(body);
            }
        };

    public static Func<HttpContext, Task> Error(int status, string type, string message) =>
        Answer(status, $$"""{"status":"error","message":"{{message}}","data":null,"error_type":"{{type}}"}""");

    /// <summary>Closes the connection, before or after it has read the body.</summary>
    public static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Closes the connection in the middle of the answer.</summary>
    public static async Task CutInTheAnswer(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync("{\"status\":\"success\",\"data\":{\"order_id\":\"1");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Says nothing until the client leaves.</summary>
    public static async Task Hang(HttpContext context)
    {
        var left = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }

    /// <summary>What to do with the next requests; the last one stays.</summary>
    public void Script(params Func<HttpContext, Task>[] acts)
    {
        foreach (var act in acts[..^1])
        {
            _acts.Enqueue(act);
        }

        _last = acts[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var act = _acts.TryDequeue(out var next) ? next : _last;
        if (act.Equals((Func<HttpContext, Task>)CutBeforeReading))
        {
            Requests.Enqueue(ReceivedRequest.From(context.Request, ""));
            context.Abort();
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        Requests.Enqueue(ReceivedRequest.From(context.Request, await reader.ReadToEndAsync()));
        await act(context);
    }

    /// <summary>Closes the connection as soon as the headers are there.</summary>
    public static Task CutBeforeReading(HttpContext context) => Cut(context);
}
