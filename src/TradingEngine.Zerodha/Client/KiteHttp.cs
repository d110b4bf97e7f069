using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace TradingEngine.Zerodha.Client;

/// <summary>Makes the two ways to Kite: reads are tried again, everything else never is.</summary>
internal static class KiteHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(5);

    /// <summary>The network: pooled connections that follow changes of the name.</summary>
    public static SocketsHttpHandler MakeNetwork() => new()
    {
        AutomaticDecompression = DecompressionMethods.All,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = IdleTimeout,
        EnableMultipleHttp2Connections = true,
    };

    /// <summary>A client over a chain of handlers.</summary>
    public static HttpClient MakeClient(HttpMessageHandler handler, KiteClientOptions options)
    {
        var client = new HttpClient(handler, disposeHandler: false)
        {
            BaseAddress = new Uri(options.Root, "/"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            MaxResponseContentBufferSize = options.ResponseBytesMax,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Add("X-Kite-Version", "3");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        return client;
    }

    /// <summary>Tries again what failed for a reason that may pass, with jitter.</summary>
    public static HttpMessageHandler WithRetries(HttpMessageHandler inner, KiteClientOptions options)
    {
        if (options.ReadRetryCount == 0)
        {
            return inner;
        }

        var retries = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = options.ReadRetryCount,
            Delay = options.ReadRetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome switch
            {
                { Exception: HttpRequestException or TimeoutException } => true,
                { Result.StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
                _ => false,
            }),
        };
        return new ResilienceHandler(new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(retries).Build())
        {
            InnerHandler = inner,
        };
    }
}
