using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace TradingEngine.Zerodha.Client;

/// <summary>Builds the handler that tries reads again.</summary>
internal static class KiteRetry
{
    /// <summary>The attempts again, or themselves where the options want no retries.</summary>
    public static HttpMessageHandler Wrap(
        HttpMessageHandler attempts, KiteClientOptions options, TimeProvider timeProvider)
    {
        if (options.ReadRetryCount == 0)
        {
            return attempts;
        }

        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.ReadRetryCount,
                Delay = options.ReadRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,

                // A server could make a read wait for hours with it.
                ShouldRetryAfterHeader = false,
                ShouldHandle = static arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
            })
            .Build();
        return new ResilienceHandler(pipeline) { InnerHandler = attempts };
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome)
    {
        if (outcome.Exception is { } error)
        {
            return error is TimeoutException or IOException
                or HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded };
        }

        return outcome.Result is { } response
            && response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
                or HttpStatusCode.RequestTimeout;
    }
}
