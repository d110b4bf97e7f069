using System.Diagnostics;
using System.Text;
using TradingEngine.Ingress;
using TradingEngine.Model;

namespace TradingEngine.Tests.Ingress;

/// <summary>Messages that no producer should send. Both readers refuse them, or read them, and never throw.</summary>
[TestFixture("market_tick")]
[TestFixture("validated_signal")]
public sealed class BadInputTests(string type)
{
    private const int LargeLength = 10 * 1024 * 1024;
    private const int FuzzSeed = 20260602;
    private static readonly byte[] Bytes = [.. "{}[]\":,\\u0dn-+.eE19 \n"u8, 0, 0x7F, 0x80, 0xC0, 0xE2, 0xED, 0xFF];

    private readonly bool _isTick = type == "market_tick";

    private string Good => _isTick ? TickText.Good : SignalText.Good;

    [Test]
    public void ShouldReadTheGoodMessage() => Assert.That(ErrorOf(Good), Is.Null);

    [Test]
    public void ShouldReadLargeMessage()
    {
        var padding = $"\"data\":{{\"padding\":\"{new string('x', LargeLength)}\",";
        Assert.That(ErrorOf(Good.Replace("\"data\":{", padding)), Is.Null);
    }

    [TestCase('x')]
    [TestCase('[')]
    [TestCase('{')]
    [TestCase('"')]
    [TestCase('7')]
    [TestCase(' ')]
    [TestCase('\0')]
    [TestCase('€')]
    public void ShouldRefuseLargeGarbage(char character)
    {
        var garbage = new string(character, LargeLength);
        Assert.That(ErrorOf(garbage), Is.Not.Null.And.Length.LessThan(400));
        Assert.That(ErrorOf(Good[..^1] + garbage), Is.Not.Null.And.Length.LessThan(400));
    }

    [Test]
    public void ShouldRefuseLargeNumber()
    {
        var digits = new string('7', LargeLength);
        Assert.That(ErrorOf(Good.Replace("256265,", digits + ",")), Does.Contain("instrument_token"));
        Assert.That(ErrorOf(Good.Replace("18078.65", digits)), Does.Contain("_price"));
    }

    [TestCase("\"x\":[", 63)]
    [TestCase("\"x\":[", 100_000)]
    public void ShouldRefuseDeepNesting(string start, int depth)
    {
        var nested = $"\"data\":{{{start}{new string('[', depth)}{new string(']', depth)}],";
        Assert.That(ErrorOf(Good.Replace("\"data\":{", nested)), Does.Contain("JSON"));
    }

    [Test]
    public void ShouldReadNestingUpToTheLimit()
    {
        var nested = $"\"data\":{{\"x\":{new string('[', 62)}{new string(']', 62)},";
        Assert.That(ErrorOf(Good.Replace("\"data\":{", nested)), Is.Null);
    }

    [Test]
    public void ShouldTellWhetherTheEnvelopeNeedsAnId() => Assert.That(
        ErrorOf(Good.Replace("\"id\":\"id-1\",", "")), _isTick ? Is.Null : Is.EqualTo("the id is missing"));

    [TestCase("data\":null,\"x", "data")]
    [TestCase("data\":7,\"x", "data")]
    [TestCase("x", "missing")]
    public void ShouldRefuseDataThatIsNoObject(string name, string named) =>
        Assert.That(ErrorOf(Good.Replace("\"data\":", $"\"{name}\":")), Does.Contain(named));

    [TestCase("order_placed")]
    [TestCase("trading_signal")]
    [TestCase("")]
    public void ShouldNameUnknownType(string other)
    {
        var json = Good.Replace(type, other).Replace("18078.65", "\"x\"");
        Assert.That(ErrorOf(json), Is.EqualTo($"the type is '{other}', not '{type}'"));
    }

    [TestCase("\\u0000")]
    [TestCase("\\ud83d\\ude00")]
    public void ShouldNotShowAllOfALongType(string character)
    {
        var other = string.Concat(Enumerable.Repeat(character, 100_000));
        Assert.That(ErrorOf(Good.Replace(type, other)), Has.Length.LessThan(400));
    }

    [Test]
    public void ShouldNeverThrow()
    {
        var random = new Random(FuzzSeed);
        var good = Encoding.UTF8.GetBytes(Good);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100_000 && clock.ElapsedMilliseconds < 1_000; i++)
        {
            var bytes = Mutate(random, good);
            try
            {
                ErrorOf(bytes);
            }
            catch (Exception exception)
            {
                Assert.Fail($"{exception.GetType()} for {Convert.ToBase64String(bytes)}");
            }
        }
    }

    private static byte[] Mutate(Random random, byte[] good)
    {
        var bytes = new List<byte>(good);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var place = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 20), bytes.Count - place);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[place] = Bytes[random.Next(Bytes.Length)];
                    break;
                case 2:
                    bytes.InsertRange(place, [.. "\\ud8"u8, .. "00\\udc00"u8[..random.Next(8)]]);
                    break;
                case 3 when bytes.Count > length:
                    bytes.RemoveRange(place, length);
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private string? ErrorOf(string json) => ErrorOf(Encoding.UTF8.GetBytes(json));

    private string? ErrorOf(byte[] json)
    {
        if (_isTick)
        {
            var isTick = TickJson.TryRead(json, out var tick, out var tickError);
            Assert.That(isTick == tickError is null && (isTick || tick == default), Is.True);
            return tickError;
        }

        var isSignal = SignalJson.TryRead(json, out TradingSignal? signal, out var error);
        Assert.That(isSignal == error is null && isSignal == signal is not null, Is.True);
        return error;
    }
}
