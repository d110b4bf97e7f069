using System.Text;
using CsCheck;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>Text frames and the orders in them.</summary>
[TestFixture]
public sealed class KiteTextFrameTests
{
    [TestCase("""{"type":"order","data":{"order_id":"1","x":[{"y":2}]}}""")]
    [TestCase("""{"data":{"order_id":"1","x":[{"y":2}]},"more":{"type":"error"},"type":"order"}""")]
    [TestCase(""" { "type" : "order" , "data" : {"order_id":"1","x":[{"y":2}]} } """)]
    public void ShouldReadAnOrder(string json)
    {
        Assert.That(KiteTextFrame.TryRead(Encoding.UTF8.GetBytes(json), out var frame), Is.True);
        Assert.That(frame.IsOrder, Is.True);
        Assert.That(Encoding.UTF8.GetString(frame.Data), Is.EqualTo("""{"order_id":"1","x":[{"y":2}]}"""));
        Assert.That(frame.Text, Is.Null);
    }

    [TestCase("""{"type":"error","data":"Too\nmany"}""", "error", "Too\nmany", "\"Too\\nmany\"")]
    [TestCase("""{"type":"message","data":{"a":1}}""", "message", null, """{"a":1}""")]
    [TestCase("""{"type":"instruments_meta","data":{"count":1}}""", "instruments_meta", null, """{"count":1}""")]
    [TestCase("""{"type":"message"}""", "message", null, "")]
    [TestCase("""{"type":"order","data":"none"}""", "order", "none", "\"none\"")]
    public void ShouldReadOtherTypes(string json, string type, string? text, string data)
    {
        Assert.That(KiteTextFrame.TryRead(Encoding.UTF8.GetBytes(json), out var frame), Is.True);
        Assert.That(frame.IsOrder, Is.False);
        Assert.That((frame.Type, frame.Text), Is.EqualTo((type, text)));
        Assert.That(Encoding.UTF8.GetString(frame.Data), Is.EqualTo(data));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("order")]
    [TestCase("{}")]
    [TestCase("""{"type":1,"data":{}}""")]
    [TestCase("""{"type":"order","data":{"order_id":"1"}""")]
    [TestCase("""{"type":"order","data":{}}{""")]
    [TestCase("""{"type":"order",}""")]
    public void ShouldRefuseWhatItCannotRead(string json) =>
        Assert.That(KiteTextFrame.TryRead(Encoding.UTF8.GetBytes(json), out _), Is.False);

    [Test]
    public void ShouldRefuseBrokenUtf8() => Assert.That(
        KiteTextFrame.TryRead([.. "{\"type\":\""u8, 0xff, 0xc0, .. "\"}"u8], out _), Is.False);

    [Test]
    public void ShouldRefuseWhatIsNestedTooDeep()
    {
        var json = $$"""{"type":"order","data":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}""";

        Assert.That(KiteTextFrame.TryRead(Encoding.UTF8.GetBytes(json), out _), Is.False);
    }

    [Test]
    public void ShouldSurviveBrokenTexts()
    {
        var good = """{"type":"order","data":{"order_id":"151220","status":"COMPLETE","tag":"a\u00e4"}}"""u8.ToArray();
        Gen.Select(Gen.Int[0, good.Length], Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).Array[0, 4]).Sample(
            (length, changes) =>
            {
                var bytes = good.ToArray();
                foreach (var (index, value) in changes)
                {
                    bytes[index] = value;
                }

                if (KiteTextFrame.TryRead(bytes.AsSpan(0, length), out var frame) && frame.IsOrder)
                {
                    KiteOrderFrame.TryRead(frame.Data, out _);
                }
            },
            time: 1,
            threads: 1);
    }

    [Test]
    public void ShouldReadTheOrdersOfARecordedOrderBook()
    {
        var book = File.ReadAllText(SharedData.PathOf("kite", "orders.json"));
        using var json = System.Text.Json.JsonDocument.Parse(book);
        var orders = json.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.That(orders, Is.Not.Empty);
        foreach (var expected in orders)
        {
            Assert.That(KiteOrderFrame.TryRead(Encoding.UTF8.GetBytes(expected.GetRawText()), out var order), Is.True);
            Assert.That(order.OrderId, Is.EqualTo(expected.GetProperty("order_id").GetString()));
            Assert.That(order.Status, Is.EqualTo(expected.GetProperty("status").GetString()));
            Assert.That(order.Tag, Is.EqualTo(expected.GetProperty("tag").GetString()));
        }
    }

    [TestCase("""{"status":"OPEN"}""")]
    [TestCase("""{"order_id":"","status":"OPEN"}""")]
    [TestCase("""{"order_id":17}""")]
    [TestCase("""{"meta":{"order_id":"1"}}""")]
    [TestCase("[]")]
    [TestCase("{")]
    public void ShouldRefuseAnOrderWithoutId(string json) =>
        Assert.That(KiteOrderFrame.TryRead(Encoding.UTF8.GetBytes(json), out _), Is.False);

    [Test]
    public void ShouldReadAnOrderWithoutStatusAndTag()
    {
        Assert.That(KiteOrderFrame.TryRead("""{"tag":null,"order_id":"1"}"""u8, out var order), Is.True);
        Assert.That((order.OrderId, order.Status, order.Tag), Is.EqualTo(("1", "", (string?)null)));
        Assert.That(order.Data.Length, Is.EqualTo(27));
    }
}
