using System.IO.Compression;
using System.Text;
using CsCheck;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.Zerodha.Tests.Instruments;

[TestFixture]
public sealed class InstrumentFileTests
{
    private const string Header =
        "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange";

    private const string Infosys = "408065,1594,INFY,INFOSYS,0,,,0.05,1,EQ,NSE,NSE";

    [Test]
    public void ShouldReadEveryField()
    {
        var list = Read(
            Header, Infosys, "12073986,47164,BANKNIFTY18JAN23500CE,,2528.4,2018-01-25,23500.0,0.05,40,CE,NFO-OPT,NFO");

        Assert.That(list.RefusedCount, Is.Zero);
        Assert.That(list.Registry.Find(408065), Is.EqualTo(new Instrument
        {
            Token = 408065,
            Symbol = "INFY",
            Exchange = "NSE",
            Name = "INFOSYS",
            TickSize = Price.Parse("0.05"),
            LotSize = 1,
            Type = "EQ",
            Segment = "NSE",
        }));
        Assert.That(list.Registry.Find(12073986), Is.EqualTo(new Instrument
        {
            Token = 12073986,
            Symbol = "BANKNIFTY18JAN23500CE",
            Exchange = "NFO",
            Expiry = new DateOnly(2018, 1, 25),
            Strike = Price.FromDecimal(23500),
            TickSize = Price.Parse("0.05"),
            LotSize = 40,
            Type = "CE",
            Segment = "NFO-OPT",
        }));
    }

    [TestCase("256265,1001,NIFTY 50,NIFTY 50,0,,0,0,0,EQ,INDICES,NSE", "NIFTY 50", "NIFTY 50")]
    [TestCase("5,1,COX&KINGS,\"COX, AND KINGS\",0,,0,0.05,1,EQ,NSE,NSE", "COX&KINGS", "COX, AND KINGS")]
    [TestCase("5,1,A,\"THE \"\"A\"\" CO\",0,,0,0.05,1,EQ,NSE,NSE", "A", "THE \"A\" CO")]
    [TestCase("5,1,W,WEIRD STRIKE,10.01,,1.314E+1,0.05,1,EQ,NSE,NSE", "W", "WEIRD STRIKE")]
    public void ShouldReadWhatIsUnusual(string row, string symbol, string name)
    {
        var list = Read(Header, row);

        var instrument = list.Registry.All.Single();
        Assert.That((instrument.Symbol, instrument.Name), Is.EqualTo((symbol, name)));
    }

    [TestCase("645639,1,SILVER15DECFUT,,0,2015-12-31,,1,1,FUT,MCX", "it has 11 columns in place of 12")]
    [TestCase("645639,1,A,,0,,,1,1,FUT,MCX,MCX,more", "it has 13 columns in place of 12")]
    [TestCase("x,1,A,,0,,,1,1,FUT,MCX,MCX", "instrument_token is no whole number from 1 to 4294967295")]
    [TestCase("-5,1,A,,0,,,1,1,FUT,MCX,MCX", "instrument_token is no whole number from 1 to 4294967295")]
    [TestCase("99999999999999999999,1,A,,0,,,1,1,FUT,MCX,MCX", "instrument_token is no whole number from 1 to 4294967295")]
    [TestCase("0,1,A,,0,,,1,1,FUT,MCX,MCX", "instrument_token is no whole number from 1 to 4294967295")]
    [TestCase("4294967296,1,A,,0,,,1,1,FUT,MCX,MCX", "instrument_token is no whole number from 1 to 4294967295")]
    [TestCase("5,1,A\0B,,0,,,1,1,FUT,MCX,MCX", "it holds control characters or is no UTF-8")]
    [TestCase("5,1,A,\u001B[31mred,0,,,1,1,FUT,MCX,MCX", "it holds control characters or is no UTF-8")]
    [TestCase("5,1,A,,0,,,1,99999999999999999999,FUT,MCX,MCX", "tick_size or lot_size is no number of zero or more")]
    [TestCase("5,1,A,,0,,,0.05,-1,FUT,MCX,MCX", "tick_size or lot_size is no number of zero or more")]
    [TestCase("5,1,A,,0,,-0.05,1,1,FUT,MCX,MCX", "strike is no number of zero or more")]
    [TestCase("5,1,A,,0,,0.000000001,1,1,FUT,MCX,MCX", "strike is no number of zero or more")]
    [TestCase("5,1,A,,0,2015-02-29,,1,1,FUT,MCX,MCX", "expiry is no date")]
    [TestCase("5,1,,,0,,,1,1,FUT,MCX,MCX", "tradingsymbol or exchange is missing")]
    [TestCase("5,1,A,,0,,,-1,1,FUT,MCX,MCX", "tick_size or lot_size is no number of zero or more")]
    [TestCase("5,1,A,,0,,,0.05,1.5,FUT,MCX,MCX", "tick_size or lot_size is no number of zero or more")]
    [TestCase("5,1,A,,0,,1e400,0.05,1,FUT,MCX,MCX", "strike is no number of zero or more")]
    [TestCase("5,1,A,,0,31-12-2015,,0.05,1,FUT,MCX,MCX", "expiry is no date")]
    [TestCase("5,1,A,\"open,0,,,0.05,1,FUT,MCX,MCX", "a quote is not closed")]
    public void ShouldRefuseABadRowAndGoOn(string row, string reason)
    {
        var list = Read(Header, row, Infosys);

        Assert.That(list.Refused, Is.EqualTo(new[] { new RefusedRow(2, reason) }));
        Assert.That(list.RefusedByReason, Is.EqualTo(new Dictionary<string, int> { [reason] = 1 }));
        Assert.That(list.Registry.Count, Is.EqualTo(1));
    }

    [Test]
    public void ShouldKeepTheFirstOfTwoRowsWithOneToken()
    {
        var list = Read(Header, Infosys, "408065,1594,OTHER,,0,,,0.05,1,EQ,NSE,NSE");

        Assert.That(list.Registry.Find(408065)!.Symbol, Is.EqualTo("INFY"));
        Assert.That(list.Refused.Single().Reason, Is.EqualTo("instrument_token stands twice; the first row counts"));
    }

    [Test]
    public void ShouldKeepNoMoreRefusedRowsThanItSays()
    {
        var list = Read([Header, .. Enumerable.Repeat("bad", 100)]);

        Assert.That(list.RefusedCount, Is.EqualTo(100));
        Assert.That(list.Refused, Has.Count.EqualTo(InstrumentFile.RefusedKeptMax));
    }

    [TestCase("\r\n", "")]
    [TestCase("\n", "\uFEFF")]
    [TestCase("\n\n", "")]
    public void ShouldReadOtherLineEndsAndMarks(string end, string mark)
    {
        var list = ReadText($"{mark}{Header}{end}{Infosys}{end}");

        Assert.That((list.Registry.Count, list.RefusedCount), Is.EqualTo((1, 0)));
    }

    [Test]
    public void ShouldReadColumnsInAnotherOrder()
    {
        var list = Read(
            "exchange,segment,instrument_type,lot_size,tick_size,strike,expiry,new_column,name,tradingsymbol,instrument_token",
            "NSE,NSE,EQ,1,0.05,0,,x,INFOSYS,INFY,408065");

        Assert.That(list.Registry.Find(408065)!.Name, Is.EqualTo("INFOSYS"));
    }

    [TestCase("", "it is empty")]
    [TestCase("<html><body>502 Bad Gateway</body></html>\n", "does not name the column 'instrument_token'")]
    [TestCase("{\"status\":\"error\"}", "does not name the column 'instrument_token'")]
    [TestCase("instrument_token,instrument_token\n", "names the column 'instrument_token' twice")]
    public void ShouldSayWhatIsNoListOfInstruments(string text, string reason) => Assert.That(
        () => ReadText(text), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));

    [Test]
    public void ShouldRefuseALineWithoutEnd() => Assert.That(
        () => ReadText(Header + "\n" + new string('x', 100_000)),
        Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Line 2 has more than"));

    [Test]
    public void ShouldReadGzip()
    {
        var list = InstrumentFile.Read(new MemoryStream(Zip($"{Header}\n{Infosys}\n")));

        Assert.That(list.Registry.Count, Is.EqualTo(1));
    }

    [Test]
    public void ShouldRefuseGzipThatIsCutOffAnywhere()
    {
        var zipped = Zip($"{Header}\n{string.Join('\n', Enumerable.Range(1, 50).Select(RowOf))}");
        var whole = Enumerable.Range(0, zipped.Length).Where(length => IsRead(zipped[..length]));

        Assert.That(IsRead(zipped), Is.True);
        Assert.That(whole, Is.Empty, "lengths at which a cut was not noticed");
    }

    [Test]
    public void ShouldRefuseARowThatIsNoUtf8()
    {
        byte[] row = [.. "5,1,A,caf"u8, 0xE9, .. ",0,,0,0.05,1,EQ,NSE,NSE\n"u8];
        var list = InstrumentFile.Read(new MemoryStream(
            [.. Encoding.UTF8.GetBytes(Header + "\n"), .. row, .. Encoding.UTF8.GetBytes(Infosys)]));

        Assert.That(list.Refused.Single().Reason, Is.EqualTo("it holds control characters or is no UTF-8"));
        Assert.That(list.Registry.Count, Is.EqualTo(1));
    }

    [Test]
    public void ShouldRefuseAListWithoutEnd() => Assert.That(
        () => InstrumentFile.Read(new MemoryStream(Zip(Header + new string('\n', 2_000_000)))),
        Throws.InstanceOf<InvalidDataException>().With.Message.Contains("more than 2000000 lines"));

    [Test]
    public void ShouldKeepOneTextForAll()
    {
        var list = Read([Header, .. Enumerable.Range(1, 100).Select(RowOf)]);

        foreach (var instrument in list.Registry.All)
        {
            Assert.That(instrument.Exchange, Is.SameAs(list.Registry.All[0].Exchange));
            Assert.That(instrument.Segment, Is.SameAs(list.Registry.All[0].Segment));
            Assert.That(instrument.Type, Is.SameAs(list.Registry.All[0].Type));
        }
    }

    [Test]
    public void ShouldReadAManyRowsInTheirOrder()
    {
        const int count = 150_000;
        var list = Read([Header, .. Enumerable.Range(1, count).Select(RowOf)]);

        Assert.That((list.Registry.Count, list.RefusedCount), Is.EqualTo((count, 0)));
        Assert.That(list.Registry.Find(77_777)!.Symbol, Is.EqualTo("SYM77777"));
        Assert.That(list.Registry.Find("NFO", "SYM150000")!.Token, Is.EqualTo(count));
    }

    [TestCase("instruments_all.csv")]
    [TestCase("instruments_nse.csv")]
    public void ShouldReadTheRecordedFiles(string name)
    {
        var path = SharedData.PathOf("kite", name);
        var lines = File.ReadAllLines(path);

        var list = InstrumentFile.Read(path);

        var rows = lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
        Assert.That(list.Registry.Count + list.RefusedCount, Is.EqualTo(rows.Count));
        Assert.That(list.RefusedByReason.Keys, Is.SubsetOf(new[] { "instrument_token stands twice; the first row counts" }));
        foreach (var row in rows.Where(row => row.Length == 12).DistinctBy(row => row[0]))
        {
            var instrument = list.Registry.Find(long.Parse(row[0], null))!;
            Assert.That(
                (instrument.Symbol, instrument.Name, instrument.TickSize.ToDecimal(), instrument.LotSize, instrument.Exchange),
                Is.EqualTo((row[2], row[3], decimal.Parse(row[7], null), long.Parse(row[8], null), row[11])));
            Assert.That(
                (instrument.Expiry?.ToString("yyyy-MM-dd", null) ?? "", instrument.Strike.ToDecimal(), instrument.Type, instrument.Segment),
                Is.EqualTo((row[5], decimal.Parse(row[6], System.Globalization.NumberStyles.Float, null), row[9], row[10])));
        }
    }

    [Test]
    public void ShouldThrowNothingButInvalidDataForAnyBytes() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool, Gen.Bool).Sample(
            (bytes, hasHeader, isZipped) =>
            {
                byte[] content = hasHeader ? [.. Encoding.UTF8.GetBytes(Header + "\n"), .. bytes] : bytes;
                content = isZipped ? [0x1F, 0x8B, .. content] : content;
                try
                {
                    InstrumentFile.Read(new MemoryStream(content));
                }
                catch (InvalidDataException)
                {
                    // Its own.
                }
            },
            iter: 20_000);

    [Test]
    public void ShouldReadWhatIsWrittenAndCountTheRest()
    {
        var good = Gen.Int[1, 500].Select(RowOf);
        var changed = Gen.Select(good, Gen.Int[0, 60], Gen.Char[' ', '~']).Select((row, place, other) =>
            row[..(place % row.Length)] + other + row[(place % row.Length + 1)..]);
        Gen.OneOf(good, changed).Array[0, 40].Sample(
            rows =>
            {
                var list = Read([Header, .. rows]);

                Assert.That(list.Registry.Count + list.RefusedCount, Is.EqualTo(rows.Length));
                Assert.That(list.RefusedByReason.Values.Sum(), Is.EqualTo(list.RefusedCount));
                foreach (var instrument in list.Registry.All)
                {
                    Assert.That(list.Registry.Find(instrument.Token), Is.SameAs(instrument));
                    Assert.That(instrument.LotSize, Is.GreaterThanOrEqualTo(0));
                }
            },
            iter: 3_000);
    }

    private static bool IsRead(byte[] bytes)
    {
        try
        {
            return InstrumentFile.Read(new MemoryStream(bytes)).Registry.Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string RowOf(int number) =>
        $"{number},{number},SYM{number},NAME {number % 2_000},0.0,2026-12-31,{number}.0,0.05,{1 + number % 50},CE,NFO-OPT,NFO";

    private static InstrumentList Read(params string[] lines) => ReadText(string.Join('\n', lines));

    private static InstrumentList ReadText(string text) =>
        InstrumentFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static byte[] Zip(string text)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return zipped.ToArray();
    }
}
