using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>A request as it came.</summary>
internal sealed record ReceivedRequest(string Line, Dictionary<string, string> Headers, string Body)
{
    public static ReceivedRequest From(HttpRequest request, string body) => new(
        $"{request.Method} {request.GetEncodedPathAndQuery()}",
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        body);
}
