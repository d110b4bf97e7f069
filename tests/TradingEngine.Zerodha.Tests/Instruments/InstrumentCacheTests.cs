using System.Text;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.Zerodha.Tests.Instruments;

[TestFixture]
public sealed class InstrumentCacheTests
{
    private const string Header =
        "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange";

    private static readonly DateTimeOffset Morning = new(2026, 6, 2, 9, 0, 0, TimeSpan.FromMinutes(330));

    private TempDirectory _directory = null!;
    private int _downloadCount;

    [SetUp]
    public void SetUp()
    {
        _directory = new TempDirectory();
        _downloadCount = 0;
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public async Task ShouldDownloadOnceADay()
    {
        var cache = new InstrumentCache(_directory.Path);

        Assert.That((await Refresh(cache, Morning))!.Registry.Count, Is.EqualTo(1));
        Assert.That(await Refresh(cache, Morning.AddHours(5)), Is.Null);
        Assert.That(await Refresh(cache, Morning.AddDays(1)), Is.Not.Null);
        Assert.That(_downloadCount, Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldTakeTheListOfYesterdayUntilKiteHasANewOne()
    {
        var cache = new InstrumentCache(_directory.Path);
        await Refresh(cache, Morning);

        Assert.That(await Refresh(cache, Morning.AddDays(1).AddMinutes(-31)), Is.Null);
        Assert.That(await Refresh(cache, Morning.AddDays(1).AddMinutes(-30)), Is.Not.Null);
    }

    [Test]
    public async Task ShouldKnowNothingBeforeTheFirstDownloadAndAllOfItAfterARestart()
    {
        Assert.That(new InstrumentCache(_directory.Path).ReadNewest(out _), Is.Null);

        await Refresh(new InstrumentCache(_directory.Path), Morning);

        var list = new InstrumentCache(_directory.Path).ReadNewest(out var day);
        Assert.That((list!.Registry.Count, day), Is.EqualTo((1, new DateOnly(2026, 6, 2))));
    }

    [TestCase("<html>502 Bad Gateway</html>")]
    [TestCase("")]
    [TestCase(Header + "\n")]
    public async Task ShouldKeepWhatIsThereWhenNoListComes(string answer)
    {
        var cache = new InstrumentCache(_directory.Path);
        await Refresh(cache, Morning);

        Assert.That(
            async () => await Refresh(cache, Morning.AddDays(1), answer), Throws.InstanceOf<InvalidDataException>());

        Assert.That(cache.ReadNewest(out var day)!.Registry.Count, Is.EqualTo(1));
        Assert.That(day, Is.EqualTo(new DateOnly(2026, 6, 2)));
        Assert.That(Directory.GetFiles(_directory.Path), Has.Length.EqualTo(1), "Nothing is left of the attempt.");
    }

    [Test]
    public async Task ShouldReadAnOlderListWhereTheNewestIsDamaged()
    {
        var cache = new InstrumentCache(_directory.Path);
        await Refresh(cache, Morning);
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "instruments-2026-06-03.csv"), "damaged");

        Assert.That(cache.ReadNewest(out var day), Is.Not.Null);
        Assert.That(day, Is.EqualTo(new DateOnly(2026, 6, 2)));
    }

    [Test]
    public async Task ShouldKeepFiveDays()
    {
        var cache = new InstrumentCache(_directory.Path);
        for (var day = 0; day < 8; day++)
        {
            await Refresh(cache, Morning.AddDays(day));
        }

        Assert.That(Directory.GetFiles(_directory.Path), Has.Length.EqualTo(5));
        Assert.That(cache.ReadNewest(out var newest), Is.Not.Null);
        Assert.That(newest, Is.EqualTo(new DateOnly(2026, 6, 9)));
    }

    private Task<InstrumentList?> Refresh(
        InstrumentCache cache, DateTimeOffset now, string answer = Header + "\n408065,1594,INFY,INFOSYS,0,,,0.05,1,EQ,NSE,NSE\n")
    {
        Task<Stream> Download(CancellationToken cancellationToken)
        {
            _downloadCount++;
            return Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(answer)));
        }

        return cache.RefreshAsync(Download, now, CancellationToken.None);
    }
}
