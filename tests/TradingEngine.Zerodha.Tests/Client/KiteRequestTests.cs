using System.Globalization;
using System.IO.Compression;
using System.Text;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>What goes over the wire, byte for byte.</summary>
[TestFixture]
public sealed class KiteRequestTests
{
    private const string Placed = """{"status":"success","data":{"order_id":"1914227164488687616"}}""";

    private CultureInfo _culture = null!;

    [SetUp]
    public void UseAnotherCulture()
    {
        // With InvariantGlobalization no other culture can be loaded; this one has its decimal comma.
        _culture = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        german.NumberFormat.NegativeSign = "−";
        german.DateTimeFormat.TimeSeparator = ".";
        CultureInfo.CurrentCulture = german;
    }

    [TearDown]
    public void RestoreTheCulture() => CultureInfo.CurrentCulture = _culture;

    [Test]
    public async Task ShouldPlaceWithEveryField()
    {
        await using var bench = await StartAsync();

        var placed = await bench.Client.PlaceOrderAsync(
            new KiteOrderRequest
            {
                Exchange = KiteExchange.Nfo,
                TradingSymbol = "M&M 26 = FUT",
                TransactionType = KiteTransactionType.Sell,
                OrderType = KiteOrderType.StopLimit,
                Product = KiteProduct.Normal,
                Variety = KiteVariety.Iceberg,
                Quantity = 3_000_000_000,
                Price = 2_500.05000000m,
                TriggerPrice = 0.00000001m,
                Validity = KiteValidity.Minutes,
                ValidityTtl = 5,
                DisclosedQuantity = 1_000,
                IcebergLegs = 10,
                IcebergQuantity = 300_000_000,
                AuctionNumber = "22",
                MarketProtection = -1,
                IsAutoslice = true,
                Tag = "äöü+%&=;,",
                AlgoId = "algo 1",
            },
            KiteCall.Place);

        Assert.That((placed.OrderId, placed.Children.Count), Is.EqualTo(("1914227164488687616", 0)));
        var request = bench.Server.Requests.Single();
        Assert.That(request.Line, Is.EqualTo("POST /orders/iceberg"));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/x-www-form-urlencoded"));
        Assert.That(request.Headers["X-Kite-Version"], Is.EqualTo("3"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo($"token {KiteBench.ApiKey}:{KiteBench.AccessToken}"));
        Assert.That(request.Headers["User-Agent"], Is.EqualTo("TradingEngine/0.1"));
        Assert.That(request.Body.Split('&'), Is.EqualTo(new[]
        {
            "exchange=NFO", "tradingsymbol=M%26M%2026%20%3D%20FUT", "transaction_type=SELL", "order_type=SL",
            "product=NRML", "quantity=3000000000", "price=2500.05", "trigger_price=0.00000001", "validity=TTL",
            "validity_ttl=5", "disclosed_quantity=1000", "iceberg_legs=10", "iceberg_quantity=300000000",
            "auction_number=22", "market_protection=-1", "autoslice=true", "tag=%C3%A4%C3%B6%C3%BC%2B%25%26%3D%3B%2C",
            "algo_id=algo%201",
        }));
    }

    [Test]
    public async Task ShouldPlaceWithoutWhatIsNotGiven()
    {
        await using var bench = await StartAsync();

        await bench.Client.PlaceOrderAsync(
            new KiteOrderRequest
            {
                Exchange = "NSE",
                TradingSymbol = "INFY",
                TransactionType = "BUY",
                OrderType = "MARKET",
                Product = "MIS",
                Quantity = 1,
                MarketProtection = 2.5m,
            },
            KiteCall.Exit);

        Assert.That(bench.Server.Requests.Single().Body, Is.EqualTo(
            "exchange=NSE&tradingsymbol=INFY&transaction_type=BUY&order_type=MARKET&product=MIS&quantity=1&market_protection=2.5"));
    }

    [Test]
    public async Task ShouldModify()
    {
        await using var bench = await StartAsync();

        var id = await bench.Client.ModifyOrderAsync(
            "regular", "151220000000000",
            new KiteModification
            {
                Quantity = 5,
                Price = 79_228_162_514_264_337_593_543_950_335m,
                OrderType = "LIMIT",
                TriggerPrice = 1.5m,
                Validity = "DAY",
                DisclosedQuantity = 2,
                ParentOrderId = "7",
                MarketProtection = 3,
            });

        var request = bench.Server.Requests.Single();
        Assert.That((id, request.Line), Is.EqualTo(("1914227164488687616", "PUT /orders/regular/151220000000000")));
        Assert.That(request.Body, Is.EqualTo("quantity=5&price=79228162514264337593543950335&order_type=LIMIT"
            + "&trigger_price=1.5&validity=DAY&disclosed_quantity=2&parent_order_id=7&market_protection=3"));
    }

    [TestCase(null, "DELETE /orders/co/151220000000000")]
    [TestCase("151 7", "DELETE /orders/co/151220000000000?parent_order_id=151%207")]
    public async Task ShouldCancel(string? parent, string line)
    {
        await using var bench = await StartAsync();

        await bench.Client.CancelOrderAsync("co", "151220000000000", parent);

        Assert.That((bench.Server.Requests.Single().Line, bench.Server.Requests.Single().Body), Is.EqualTo((line, "")));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase("1/2")]
    [TestCase("1?x=1")]
    [TestCase("%2e%2e")]
    public async Task ShouldNotBeLedToAnotherRoute(string id)
    {
        await using var bench = await StartAsync();

        Assert.That(async () => await bench.Client.CancelOrderAsync("regular", id), Throws.ArgumentException);
        Assert.That(async () => await bench.Client.CancelOrderAsync(id, "1"), Throws.ArgumentException);
        Assert.That(async () => await bench.Client.ModifyOrderAsync("regular", id, new() { Price = 1 }), Throws.ArgumentException);
        Assert.That(async () => await bench.Client.GetOrderHistoryAsync(id), Throws.ArgumentException);
        Assert.That(bench.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task ShouldRefuseBeforeSending()
    {
        await using var bench = await StartAsync();
        var wrong = new KiteOrderRequest
        {
            Exchange = "",
            TradingSymbol = " ",
            TransactionType = "BUY",
            OrderType = "SL",
            Product = "MIS",
            Quantity = 0,
            Tag = "012345678901234567890",
        };

        var error = await KiteBench.FailAsync(() => bench.Client.PlaceOrderAsync(wrong, KiteCall.Place));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.Rejected));
        foreach (var part in (string[])["Exchange", "TradingSymbol", "Quantity", "TriggerPrice", "Price", "Tag"])
        {
            Assert.That(error.Message, Does.Contain($"{part} "));
        }

        Assert.That(async () => await bench.Client.ModifyOrderAsync("regular", "1", new()), Throws.ArgumentException);
        Assert.That(async () => await bench.Client.PlaceOrderAsync(KiteBench.Order, KiteCall.Cancel),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(bench.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task ShouldPutThePrefixBeforeAllButInstruments()
    {
        await using var bench = await KiteBench.StartAsync(options => options.RoutePrefix = "/oms");
        bench.Server.Script(
            ScriptedKite.Answer(200, Placed), ScriptedKite.Answer(200, """{"status":"success","data":[]}"""),
            ScriptedKite.Answer(200, "a,b\n", "text/csv"));

        await KiteBench.WriteAsync(bench.Client, "place");
        await bench.Client.GetOrdersAsync();
        await bench.Client.GetInstrumentsAsync();
        await bench.Client.GetInstrumentsAsync("NSE");

        Assert.That(bench.Server.Requests.Select(request => request.Line), Is.EqualTo(new[]
            { "POST /oms/orders/regular", "GET /oms/orders", "GET /instruments", "GET /instruments/NSE" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ShouldLeaveTheFileOfInstrumentsAsItIs(bool isCompressed)
    {
        await using var bench = await StartAsync();
        var bytes = isCompressed ? Compress("a,b\n1,2\n") : Encoding.UTF8.GetBytes("a,b\n1,2\n");
        bench.Server.Script(ScriptedKite.Answer(200, bytes, "text/csv"));

        await using var stream = await bench.Client.GetInstrumentsAsync();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);

        Assert.That(copy.ToArray(), Is.EqualTo(bytes));
    }

    [TestCase(403, "{\"status\":\"error\",\"error_type\":\"TokenException\",\"message\":\"dead\"}", KiteErrorKind.NeedsLogin)]
    [TestCase(200, "{\"status\":\"error\",\"error_type\":\"TokenException\",\"message\":\"dead\"}", KiteErrorKind.NeedsLogin)]
    [TestCase(200, "{\"status\":\"success\",\"data\":[]}", KiteErrorKind.Unknown)]
    [TestCase(200, "<html>", KiteErrorKind.Unknown)]
    [TestCase(200, "", KiteErrorKind.Unknown)]
    [TestCase(404, "a,b", KiteErrorKind.Unknown)]
    public async Task ShouldNotTakeAnErrorForInstruments(int status, string body, KiteErrorKind kind)
    {
        await using var bench = await StartAsync();
        foreach (var isCompressed in (bool[])[false, true])
        {
            bench.Session.Set(KiteBench.AccessToken);
            if (isCompressed && status == 200)
            {
                continue;
            }

            bench.Server.Script(ScriptedKite.Answer(status, isCompressed ? Compress(body) : Encoding.UTF8.GetBytes(body)));

            var error = await KiteBench.FailAsync(() => bench.Client.GetInstrumentsAsync());

            Assert.That(error.Kind, Is.EqualTo(kind));
            Assert.That(bench.Session.Current is null, Is.EqualTo(kind == KiteErrorKind.NeedsLogin));
        }
    }

    private static byte[] Compress(string text)
    {
        using var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private static async Task<KiteBench> StartAsync()
    {
        var bench = await KiteBench.StartAsync();
        bench.Server.Script(ScriptedKite.Answer(200, Placed));
        return bench;
    }
}
