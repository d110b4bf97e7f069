using System.IO.Compression;

namespace TradingEngine.LocalKite.Tests.Rest;

public sealed class MarketRoutesTests
{
    [Test]
    public async Task ShouldGiveTheInstrumentsAsGzippedCsv()
    {
        await using var kite = await KiteClient.StartAsync();
        kite.Http.DefaultRequestHeaders.Clear();

        using var response = await kite.Http.GetAsync("/instruments");
        var lines = await LinesAsync(response);

        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        Assert.That(lines, Has.Length.EqualTo(LocalInstrument.Defaults.Count + 1));
        Assert.That(lines.Select(line => line.Split(',').Length), Is.All.EqualTo(12));
        Assert.That(lines, Does.Contain("408065,1594,INFY,INFOSYS,0,,0,0.05,1,EQ,NSE,NSE"));
        Assert.That(lines, Does.Contain("256265,1001,NIFTY 50,NIFTY 50,0,,0,0,0,EQ,INDICES,NSE"));
        Assert.That(
            lines, Does.Contain("8960258,35001,NIFTY30DEC25000CE,NIFTY,0,2030-12-31,25000,0.05,50,CE,NFO-OPT,NFO"));
    }

    [Test]
    public async Task ShouldGiveThoseOfAnExchange()
    {
        await using var kite = await KiteClient.StartAsync();

        using var response = await kite.Http.GetAsync("/instruments/NFO");

        Assert.That(await LinesAsync(response), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task ShouldQuoteANameWithACommaOrAQuote()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions
        {
            Instruments = [new LocalInstrument(1, "X", "NSE", 0.05m, 1, 10, "A, \"B\"")],
        });

        using var response = await kite.Http.GetAsync("/instruments");

        Assert.That((await LinesAsync(response))[1], Is.EqualTo("1,0,X,\"A, \"\"B\"\"\",0,,0,0.05,1,EQ,NSE,NSE"));
    }

    private static async Task<string[]> LinesAsync(HttpResponseMessage response)
    {
        await using var zip = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return (await reader.ReadToEndAsync()).TrimEnd('\n').Split('\n');
    }
}
