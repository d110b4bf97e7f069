using System.Security.Cryptography;
using System.Text;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>Order updates over HTTP.</summary>
[TestFixture]
public sealed class KitePostbackTests
{
    private const string OrderFields = """
        "user_id":"AB1234","unfilled_quantity":0,"app_id":1234,"placed_by":"AB1234","exchange_order_id":null,
        "parent_order_id":null,"status":"COMPLETE","status_message":null,"exchange_update_timestamp":"",
        "exchange_timestamp":"2021-05-31 09:18:58","variety":"regular","exchange":"NSE","tradingsymbol":"SBIN",
        "instrument_token":779521,"order_type":"LIMIT","transaction_type":"BUY","validity":"DAY","product":"CNC",
        "quantity":2,"disclosed_quantity":0,"price":470,"trigger_price":0,"average_price":470.05,"filled_quantity":2,
        "pending_quantity":0,"cancelled_quantity":0,"market_protection":0,"meta":{},"tag":null,"guid":"XXXXXX"
        """;

    [TestCase(false)]
    [TestCase(true)]
    public void ShouldReadAnOrderOfKite(bool isUpperCase)
    {
        var checksum = Checksum("220303000308932", "2021-05-31 09:18:57");
        var body = Body("\"220303000308932\"", "\"2021-05-31 09:18:57\"", isUpperCase ? checksum.ToUpperInvariant() : checksum);

        Assert.That(KitePostback.TryRead(body, KiteBench.ApiSecret, out var order, out var problem), Is.True, problem);

        Assert.That((order!.OrderId, order.StatusKind, order.AveragePrice, order.FilledQuantity, order.ExchangeUpdateTimestamp),
            Is.EqualTo(("220303000308932", KiteOrderStatus.Final, 470.05m, 2L, (DateTimeOffset?)null)));
    }

    [Test]
    public void ShouldCheckEachPart()
    {
        var checksum = Checksum("1", "2021-05-31 09:18:57");
        string[] wrong =
        [
            Checksum("2", "2021-05-31 09:18:57"), Checksum("1", "2021-05-31 09:18:58"), checksum[..^1], checksum + "0", "",
            new string('0', 64), new string('x', 64), checksum[..^1] + (checksum[^1] == '0' ? '1' : '0'),
        ];
        foreach (var text in wrong)
        {
            Assert.That(KitePostback.TryRead(Body("\"1\"", "\"2021-05-31 09:18:57\"", text), KiteBench.ApiSecret, out var order, out var problem), Is.False);
            Assert.That((order, problem), Is.EqualTo(((KiteOrder?)null, "The checksum is wrong.")));
        }

        Assert.That(KitePostback.TryRead(Body("\"1\"", "\"2021-05-31 09:18:57\"", checksum), "anothersecret", out _, out _), Is.False);
    }

    [TestCase("1", "\"2021-05-31 09:18:57\"")]
    [TestCase("null", "\"2021-05-31 09:18:57\"")]
    [TestCase("\"1\"", "null")]
    [TestCase("\"1\"", "7")]
    public void ShouldNeedWhatIsChecked(string orderId, string timestamp)
    {
        var body = Body(orderId, timestamp, Checksum("1", "2021-05-31 09:18:57"));

        Assert.That(KitePostback.TryRead(body, KiteBench.ApiSecret, out _, out var problem), Is.False);
        Assert.That(problem, Is.EqualTo("The body has no order_id, order_timestamp or checksum."));
    }

    [Test]
    public void ShouldRefuseAnOrderThatIsNone()
    {
        var body = Body("\"1\"", "\"yesterday\"", Checksum("1", "yesterday"));

        Assert.That(KitePostback.TryRead(body, KiteBench.ApiSecret, out _, out var problem), Is.False);
        Assert.That(problem, Does.StartWith("The body is no order: A time such as").And.Contain("$.order_timestamp"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("order_id=1")]
    public void ShouldRefuseWhatIsNoObject(string body)
    {
        Assert.That(KitePostback.TryRead(Encoding.UTF8.GetBytes(body), KiteBench.ApiSecret, out _, out var problem), Is.False);
        Assert.That(problem, Is.Not.Empty);
    }

    [Test]
    public void ShouldBoundTheBody()
    {
        Assert.That(KitePostback.TryRead(new byte[KitePostback.SizeMax + 1], KiteBench.ApiSecret, out _, out var problem), Is.False);
        Assert.That(problem, Is.EqualTo("The body is too large."));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void ShouldNotCheckWithoutASecret(string secret)
    {
        Assert.That(() => KitePostback.TryRead("{}"u8.ToArray(), secret, out _, out _), Throws.ArgumentException);
    }

    [Test]
    public void ShouldMakeTheChecksumOfTheFacts()
    {
        Assert.That(KiteChecksum.Make("key", "request", "secret"), Is.EqualTo(
            Convert.ToHexStringLower(SHA256.HashData("keyrequestsecret"u8))));
    }

    private static string Checksum(string orderId, string timestamp) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(orderId + timestamp + KiteBench.ApiSecret)));

    private static byte[] Body(string orderId, string timestamp, string checksum) => Encoding.UTF8.GetBytes(
        $$"""{"order_id":{{orderId}},"order_timestamp":{{timestamp}},"checksum":"{{checksum}}",{{OrderFields}}}""");
}
