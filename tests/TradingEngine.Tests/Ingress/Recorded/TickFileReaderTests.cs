using TradingEngine.Ingress.Recorded;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Ingress.Recorded;

[TestFixture]
public sealed class TickFileReaderTests
{
    private const string Header = "timestamp,instrument_token,last_price,last_traded_quantity\n";
    private const string First = "2022-11-22T09:15:00.000000+05:30,1,100.5,10\n";
    private const string Last = "2022-11-22T09:15:02.000000+05:30,2,200,0\n";

    private static readonly DateTimeOffset Time = new(2022, 11, 22, 9, 15, 0, TimeSpan.FromMinutes(330));

    private static readonly MarketTick[] Good =
    [
        new(1, Price.Parse("100.5"), 10, Time), new(2, Price.Parse("200"), 0, Time.AddSeconds(2)),
    ];

    [TestCase("2022-11-22T09:15:01+05:30,1,0,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1,-1,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1,NaN,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1,Infinity,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1,1e30,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1,1e-30,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1,,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,1, 5,1", "last_price")]
    [TestCase("2022-11-22T09:15:01+05:30,0,5,1", "instrument_token")]
    [TestCase("2022-11-22T09:15:01+05:30,-1,5,1", "instrument_token")]
    [TestCase("2022-11-22T09:15:01+05:30,,5,1", "instrument_token")]
    [TestCase("2022-11-22T09:15:01+05:30,1.5,5,1", "instrument_token")]
    [TestCase("2022-11-22T09:15:01+05:30,9223372036854775808,5,1", "instrument_token")]
    [TestCase("2022-11-22T09:15:01+05:30,1,5,-1", "last_traded_quantity")]
    [TestCase("2022-11-22T09:15:01+05:30,1,5,1.0", "last_traded_quantity")]
    [TestCase("2022-11-22T09:15:01+05:30,1,5,", "last_traded_quantity")]
    [TestCase("2022-11-22T09:15:01+05:30,1,5", "3 columns")]
    [TestCase("2022-11-22T09:15:01+05:30,1,5,1,1", "5 columns")]
    [TestCase("2022-11-22T09:15:01+05:30,1,5,1,", "5 columns")]
    [TestCase("", "1 columns")]
    [TestCase("2022-11-22T09:15:01,1,5,1", "no offset")]
    [TestCase("2022-11-31T09:15:01+05:30,1,5,1", "time")]
    [TestCase(",1,5,1", "time")]
    public void ShouldReportBadLineAndReadTheNext(string line, string named)
    {
        using var file = new RecordedFile("ticks.csv.gz", RecordedFile.Compress($"{Header}{First}{line}\n{Last}"));
        Assert.That(file.ReadTicks(), Is.EqualTo(Good));
        var refused = file.Refused.Single();
        Assert.That((refused.File, refused.Line), Is.EqualTo(("ticks.csv.gz", 3L)));
        Assert.That(refused.Reason, Does.Contain(named));
        Assert.That(refused.ToString(), Does.StartWith("ticks.csv.gz:3: "));
    }

    [Test]
    public void ShouldReadReorderedAndFurtherColumns()
    {
        const string Text = """
            x,last_price,last_traded_quantity,timestamp,y,instrument_token
            ,100.5,10,2022-11-22T09:15:00+05:30,?,1
            ,200,0,2022-11-22T03:45:02Z,,2
            """;
        using var file = new RecordedFile("ticks.csv", Text.Replace("\n", "\r\n"));
        Assert.That(file.ReadTicks(), Is.EqualTo(Good));
        Assert.That(file.Refused, Is.Empty);
    }

    [TestCase("timestamp")]
    [TestCase("instrument_token")]
    [TestCase("last_price")]
    [TestCase("last_traded_quantity")]
    public void ShouldNameMissingColumn(string column)
    {
        using var file = new RecordedFile("ticks.csv", Header.Replace(column, "other") + First);
        Assert.That(
            file.ReadTicks,
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(column).And.Message.Contains("ticks.csv:1"));
    }

    [Test]
    public void ShouldNameColumnWhereTheFileIsEmpty()
    {
        using var file = new RecordedFile("ticks.csv.gz", Array.Empty<byte>());
        Assert.That(file.ReadTicks, Throws.TypeOf<InvalidDataException>().With.Message.Contains("ticks.csv.gz"));
    }

    [Test]
    public void ShouldSurviveVeryManyColumns()
    {
        var commas = new string(',', 900_000);
        using var file = new RecordedFile("ticks.csv", $"{Header.Trim()}{commas}\n{First.Trim()}{commas}\n");
        Assert.That(file.ReadTicks(), Is.EqualTo(Good[..1]));
    }

    [Test]
    public void ShouldReadOnAfterLineThatIsTooLong()
    {
        using var file = new RecordedFile(
            "ticks.csv", $"{Header}{First}{new string('7', 3 * LineReader.LineLengthMax)}\n{Last}");
        Assert.That(file.ReadTicks(), Is.EqualTo(Good));
        Assert.That(file.Refused.Select(line => line.Line), Is.EqualTo([3L]));
        Assert.That(file.Refused[0].Reason, Does.Contain("1048576"));
    }

    [TestCaseSource(typeof(SharedData), nameof(SharedData.Days))]
    public void ShouldReadRecordedDay(string day)
    {
        using var reader = new TickFileReader(
            SharedData.PathOf(day, "ticks.csv.gz"), line => Assert.Fail(line.ToString()));
        var count = 0;
        var last = DateTimeOffset.MinValue;
        while (reader.TryRead(out var tick))
        {
            Assert.That(tick.Timestamp, Is.GreaterThan(last));
            last = tick.Timestamp;
            count++;
        }

        int[] counts = [1_508, 23_546, 388_417];
        Assert.That(count, Is.EqualTo(counts[Array.IndexOf(SharedData.Days, day)]));
        Assert.That(reader.LineNumber, Is.EqualTo(count + 1));
    }
}
