using System.Text;
using CsCheck;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>Whatever comes back: a value or a <see cref="KiteException"/>.</summary>
[TestFixture]
public sealed class KiteFuzzTests
{
    private const int Seconds = 3;

    private static readonly string[] Names =
    [
        "autoslice_response", "error", "holdings", "margins", "order_margins", "orderinfo", "orders", "positions",
        "profile", "trades",
    ];

    private static readonly string[] Pieces =
    [
        "null", "{}", "[]", "\"\"", "1e999", "-1e999", "1E-400", "0.1", "99999999999999999999999999999999999", "true",
        "\"\\ud800\"", "\"2021-99-99 99:99:99\"", "\"0001-01-01 00:00:00\"", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":",
        "}", "]", ",", ":", "\"", "\\", "\0", "\"order_id\":1,\"order_id\":2", "\"status\":\"success\"", "-", "9223372036854775808",
    ];

    private static readonly int[] Statuses = [200, 200, 200, 204, 302, 400, 403, 429, 500, 502, 503];

    private static readonly Gen<int> Status = Gen.Int[0, Statuses.Length - 1].Select(index => Statuses[index]);

    [Test]
    public void ShouldReadMutatedAnswers()
    {
        var bodies = Names.Select(name => File.ReadAllBytes(SharedData.PathOf("kite", $"{name}.json"))).ToArray();
        var mutation = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 10_000], Gen.Int[0, 60], Gen.Int[0, Pieces.Length - 1], Gen.Byte);
        var outcomes = new int[2];

        Gen.Select(Gen.Int[0, bodies.Length - 1], mutation.List[1, 4], Status).Sample(
            (index, mutations, status) =>
            {
                var body = bodies[index];
                foreach (var (kind, at, length, piece, value) in mutations)
                {
                    body = Mutate(body, kind, at, length, Pieces[piece], value);
                }

                CheckAll(new KiteAnswer(status, body), outcomes);
            },
            time: Seconds);

        Assert.That(outcomes, Is.All.GreaterThan(100));
    }

    [Test]
    public void ShouldReadRandomBytes()
    {
        var outcomes = new int[2];
        Gen.Select(Gen.Byte.Array[0, 300], Status).Sample(
            (body, status) => CheckAll(new KiteAnswer(status, body), outcomes), time: Seconds);

        Assert.That(outcomes[1], Is.GreaterThan(100));
    }

    [Test]
    public void ShouldCleanAnyText()
    {
        Gen.Select(Gen.String, Gen.Int[0, 40]).Sample((text, at) =>
        {
            var secret = KiteBench.AccessToken;
            var message = new KiteException(
                KiteErrorKind.Unknown,
                KiteSecrets.Hide(text.Insert(Math.Min(at, text.Length), secret.ToUpperInvariant()), [secret])).Message;

            Assert.That(message.Length, Is.LessThanOrEqualTo(300));
            Assert.That(message, Has.None.Matches<char>(char.IsControl));
            Assert.That(message, Does.Not.Contain(secret).IgnoreCase);
        }, iter: 2_000);
    }

    private static void CheckAll(KiteAnswer answer, int[] outcomes)
    {
        var context = KiteJsonContext.Default;
        Check(() => KiteAnswers.Read(answer, context.ListKiteOrder, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.ListKiteTrade, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.KitePlacedOrder, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.KitePositions, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.ListKiteHolding, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.KiteMargins, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.ListKiteOrderMargin, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.KiteProfile, []), outcomes);
        Check(() => KiteAnswers.Read(answer, context.KiteLogin, []), outcomes);
        Check(() => throw KiteAnswers.Error(answer.Decompress(), []), outcomes);
        KitePostback.TryRead(answer.Body, KiteBench.ApiSecret, out var order, out var problem);
        Assert.That(order is null, Is.EqualTo(problem is not null));
    }

    private static void Check(Func<object> read, int[] outcomes)
    {
        try
        {
            Touch(read());
            Interlocked.Increment(ref outcomes[0]);
        }
        catch (KiteException error)
        {
            Assert.That(error.Message, Is.Not.Empty);
            Interlocked.Increment(ref outcomes[1]);
        }
    }

    // What was read must be whole: nothing that may not be null is null behind a list or a nested object.
    private static void Touch(object value)
    {
        switch (value)
        {
            case IReadOnlyList<KiteOrder> orders:
                Assert.That(orders.Select(order => order.ToString().Length + order.Tags.Count + order.OrderId.Length), Is.All.GreaterThan(0));
                break;
            case IReadOnlyList<KiteTrade> trades:
                Assert.That(trades.Select(trade => trade.ToString().Length + trade.TradeId.Length), Is.All.GreaterThan(0));
                break;
            case KitePlacedOrder placed:
                Assert.That(placed.OrderId, Is.Not.Empty);
                Assert.That(placed.Children.Select(child => child.OrderId is null == child.Error is not null), Is.All.True);
                break;
            case KitePositions positions:
                Assert.That(positions.Net.Concat(positions.Day).Select(position => position.TradingSymbol.Length), Is.All.GreaterThanOrEqualTo(0));
                break;
            default:
                Assert.That(value, Is.Not.Null);
                break;
        }
    }

    private static byte[] Mutate(byte[] body, int kind, int at, int length, string piece, byte value)
    {
        at %= body.Length + 1;
        length = Math.Min(length, body.Length - at);
        byte[] middle = kind switch
        {
            0 => [value],
            1 => Encoding.UTF8.GetBytes(piece),
            2 => body[at..(at + length)],
            _ => [],
        };
        return kind switch
        {
            // Cut off, taken out, and a value in place of the next one; the others put something in.
            3 => body[..at],
            4 => [.. body[..at], .. body[(at + length)..]],
            1 when ValueAt(body, at) is var (start, end) && start >= 0 => [.. body[..start], .. middle, .. body[end..]],
            _ => [.. body[..at], .. middle, .. body[at..]],
        };
    }

    private static (int Start, int End) ValueAt(byte[] body, int at)
    {
        var colon = Array.IndexOf(body, (byte)':', at);
        if (colon < 0)
        {
            return (-1, -1);
        }

        var end = colon + 1;
        while (end < body.Length && body[end] is not ((byte)',' or (byte)'\n' or (byte)'}'))
        {
            end++;
        }

        return (colon + 1, end);
    }
}
