using System.Globalization;

namespace TradingEngine.Zerodha.Tests.Faults;

/// <summary>
/// Whatever Kite answers, loses, delays or repeats: in the end the engine and the broker agree. Each seed is another story.
/// </summary>
[TestFixture]
public sealed class FaultSeedTests
{
    /// <summary>Set it to run one seed by hand.</summary>
    private const string SeedVariable = "ZERODHA_FAULT_SEED";

    private const int SeedCount = 1_000;
    private const int PartCount = 10;

    [Test]
    public async Task ShouldAgreeWithTheBroker([Range(0, PartCount - 1)] int part)
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is { } text)
        {
            var only = ulong.Parse(text, CultureInfo.InvariantCulture);
            Assume.That(part, Is.Zero, "One seed is run once.");
            Assert.That((await FaultStory.RunAsync(only)).Differences, Is.Empty, $"seed {only}");
            return;
        }

        var (unknownCount, fillCount, crashCount) = (0, 0, 0);
        for (var seed = part * SeedCount / PartCount; seed < (part + 1) * SeedCount / PartCount; seed++)
        {
            var outcome = await FaultStory.RunAsync((ulong)seed);
            Assert.That(outcome.Differences, Is.Empty, $"{SeedVariable}={seed} runs it alone");
            unknownCount += outcome.UnknownCount;
            fillCount += outcome.FillCount;
            crashCount += outcome.CrashCount;
        }

        // A hundred stories without any of these would be none.
        Assert.That(new[] { unknownCount, fillCount, crashCount }, Is.All.GreaterThan(50));
    }

    [Test]
    public async Task ShouldNoticeAnOrderThatIsSentTwice()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var outcome = await FaultStory.RunAsync(seed, new RepeatingHandler());
            if (outcome.Differences.Any(difference => difference.Contains("stands on two orders", StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail("No seed has shown that orders were sent twice.");
    }

    /// <summary>What a careless client does: what fails is sent again.</summary>
    private sealed class RepeatingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            try
            {
                return await base.SendAsync(CopyOf(request, body), cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(CopyOf(request, body), cancellationToken);
            }
        }

        private static HttpRequestMessage CopyOf(HttpRequestMessage request, byte[] body)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version };
            foreach (var (name, values) in request.Headers)
            {
                copy.Headers.TryAddWithoutValidation(name, values);
            }

            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.ContentType = request.Content?.Headers.ContentType;
            return copy;
        }
    }
}
