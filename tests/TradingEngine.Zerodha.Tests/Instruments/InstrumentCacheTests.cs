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
    public async Task ShouldReplaceADamagedListOfToday()
    {
        var cache = new InstrumentCache(_directory.Path);
        await Refresh(cache, Morning);
        var path = Directory.GetFiles(_directory.Path).Single();
        await File.WriteAllTextAsync(path, "");

        Assert.That(cache.Read(cache.DayAt(Morning)), Is.Null);
        Assert.That(await Refresh(cache, Morning), Is.Not.Null);
        Assert.That(cache.Read(cache.DayAt(Morning))!.Registry.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldRefuseAListThatLostMostOfItself()
    {
        var cache = new InstrumentCache(_directory.Path);
        var rows = Enumerable.Range(1, 5).Select(number => $"{number},1,S{number},,0,,0,0.05,1,EQ,NSE,NSE").ToList();
        await Refresh(cache, Morning, $"{Header}\n{string.Join('\n', rows)}\n");

        Assert.That(
            async () => await Refresh(cache, Morning.AddDays(1), $"{Header}\n{rows[0]}\n"),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("has 1, that of 2026-06-02 has 5"));
        Assert.That(
            (await Refresh(cache, Morning.AddDays(1), $"{Header}\n{rows[0]}\n{rows[1]}\n"))!.Registry.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldClearAwayWhatACrashLeftOfADownload()
    {
        var old = Path.Combine(_directory.Path, "instruments-2026-06-01.csv.a.new");
        var underWay = Path.Combine(_directory.Path, "instruments-2026-06-02.csv.b.new");
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(underWay, "half");
        File.SetLastWriteTimeUtc(old, Morning.UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(underWay, Morning.UtcDateTime);

        await Refresh(new InstrumentCache(_directory.Path), Morning);

        Assert.That(File.Exists(old), Is.False);
        Assert.That(File.Exists(underWay), Is.True, "Another process may be at it.");
    }

    [Test]
    public async Task ShouldLetManyDownloadAtOnce()
    {
        var lists = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => Refresh(new InstrumentCache(_directory.Path), Morning))));

        Assert.That(lists.Where(list => list is not null && list.Registry.Count != 1), Is.Empty);
        Assert.That(Directory.GetFiles(_directory.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void ShouldTellTheAge() => Assert.That(
        new InstrumentCache(_directory.Path).AgeAt(Morning, new DateOnly(2026, 6, 1)),
        Is.EqualTo(TimeSpan.FromHours(24.5)));

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
            Interlocked.Increment(ref _downloadCount);
            return Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(answer)));
        }

        return cache.RefreshAsync(Download, now, CancellationToken.None);
    }
}
