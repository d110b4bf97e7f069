using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

[TestFixture]
public sealed class KiteSubscriptionsTests
{
    [Test]
    public void ShouldHaveNothingToSayAtFirst()
    {
        using var subscriptions = new KiteSubscriptions();

        Assert.That(subscriptions.TryTake(new ArrayBufferWriter<byte>()), Is.False);
    }

    [Test]
    public void ShouldSayNothingOfWhatWasTakenBack()
    {
        using var subscriptions = new KiteSubscriptions();
        subscriptions.Set(1, KiteTickerMode.Full);
        Assert.That(TakeAll(subscriptions), Has.Count.EqualTo(2));

        subscriptions.Remove(1);
        subscriptions.Set(1, KiteTickerMode.Full);
        subscriptions.Set(2, KiteTickerMode.Ltp);
        subscriptions.Remove(2);

        Assert.That(TakeAll(subscriptions), Is.Empty);
    }

    [Test]
    public async Task ShouldWakeTheSenderOnceHoweverOftenItIsAnnounced()
    {
        using var subscriptions = new KiteSubscriptions();
        subscriptions.Announce();
        subscriptions.Announce();

        await subscriptions.WaitAsync(CancellationToken.None).Within();
        var waiting = subscriptions.WaitAsync(CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);
        subscriptions.Announce();
        await waiting.Within();
    }

    /// <remarks>Actions: set, remove, send all that is to be sent, lose the connection.</remarks>
    [Test]
    public void ShouldBringEveryServerToWhatIsWanted() =>
        Gen.Select(Gen.Int[0, 9], Gen.UInt[1, 6], Gen.Enum<KiteTickerMode>()).Array[0, 40].Sample(
            steps =>
            {
                using var subscriptions = new KiteSubscriptions();
                var wanted = new Dictionary<uint, KiteTickerMode>();
                var server = new ModelServer();
                foreach (var (action, token, mode) in steps)
                {
                    switch (action)
                    {
                        case <= 4:
                            subscriptions.Set(token, mode);
                            wanted[token] = mode;
                            break;
                        case <= 6:
                            subscriptions.Remove(token);
                            wanted.Remove(token);
                            break;
                        case <= 8:
                            TakeAll(subscriptions).ForEach(server.Take);
                            break;
                        default:
                            subscriptions.Reset();
                            server = new ModelServer();
                            break;
                    }
                }

                TakeAll(subscriptions).ForEach(server.Take);
                return subscriptions.Count == wanted.Count
                    && server.Modes.OrderBy(entry => entry.Key).SequenceEqual(wanted.OrderBy(entry => entry.Key));
            },
            iter: 2_000,
            threads: 1);

    private static List<string> TakeAll(KiteSubscriptions subscriptions)
    {
        var message = new ArrayBufferWriter<byte>();
        var texts = new List<string>();
        while (subscriptions.TryTake(message))
        {
            texts.Add(Encoding.UTF8.GetString(message.WrittenSpan));
        }

        return texts;
    }

    /// <summary>What a server makes of messages.</summary>
    private sealed class ModelServer
    {
        public Dictionary<uint, KiteTickerMode> Modes { get; } = [];

        public void Take(string text)
        {
            using var json = JsonDocument.Parse(text);
            var values = json.RootElement.GetProperty("v");
            switch (json.RootElement.GetProperty("a").GetString())
            {
                case "subscribe":
                    Tokens(values).ForEach(token => Modes.Add(token, KiteTickerMode.Quote));
                    break;
                case "unsubscribe":
                    Tokens(values).ForEach(token => Modes.Remove(token));
                    break;
                default:
                    var mode = Enum.Parse<KiteTickerMode>(values[0].GetString()!, ignoreCase: true);
                    Tokens(values[1]).ForEach(token =>
                    {
                        _ = Modes[token];
                        Modes[token] = mode;
                    });
                    break;
            }
        }

        private static List<uint> Tokens(JsonElement array) =>
            [.. array.EnumerateArray().Select(token => token.GetUInt32())];
    }
}
