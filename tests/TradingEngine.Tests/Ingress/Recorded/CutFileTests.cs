using System.Globalization;
using System.Text;
using TradingEngine.Model;

namespace TradingEngine.Tests.Ingress.Recorded;

/// <summary>A copy that broke off must be noticed: a last line may lack its last digits.</summary>
[TestFixture]
public sealed class CutFileTests
{
    private const int TickCount = 3_000;

    private static readonly string Text = MakeDay(TickCount);
    private static readonly byte[] Whole = RecordedFile.Compress(Text);

    [Test]
    public void ShouldNoticeEveryCut()
    {
        var all = Read(Whole, out var reasons);
        Assert.That((all.Count, reasons.Count), Is.EqualTo((TickCount, 0)));
        int[] cuts =
        [
            .. Enumerable.Range(1, 60).Select(i => i * Whole.Length / 61),
            .. Enumerable.Range(1, 24).Select(i => Whole.Length - i),
        ];
        foreach (var cut in cuts)
        {
            var ticks = Read(Whole[..cut], out reasons);
            Assert.That(reasons, Has.Count.EqualTo(1), $"cut at {cut} of {Whole.Length}");
            Assert.That(reasons[0], Does.Contain("cut off"));
            Assert.That(ticks, Is.EqualTo(all[..ticks.Count]), $"cut at {cut}: ticks that were never there");
        }
    }

    [Test]
    public void ShouldNoticeCutInStoredData()
    {
        var random = new byte[200_000];
        new Random(7).NextBytes(random);
        var noise = MakeDay(50) + Convert.ToBase64String(random) + "\n" + MakeDay(50)[(MakeDay(0).Length)..];
        var file = RecordedFile.Compress(noise);
        for (var i = 1; i < 30; i++)
        {
            Read(file[..(i * file.Length / 30)], out var reasons);
            Assert.That(reasons[^1], Does.Contain("cut off"), $"{i}");
        }
    }

    [Test]
    public void ShouldNoticeDamage()
    {
        for (var i = 1; i < 40; i++)
        {
            var damaged = (byte[])Whole.Clone();
            damaged[i * Whole.Length / 40] ^= 0x10;
            Read(damaged, out var reasons);
            Assert.That(reasons, Is.Not.Empty, $"{i}");
        }
    }

    [Test]
    public void ShouldReadFileOfSeveralMembers()
    {
        byte[] members = [.. RecordedFile.Compress(MakeDay(10)), .. RecordedFile.Compress(""), .. Rest(10, 20)];
        var ticks = Read(members, out var reasons);
        Assert.That((ticks.Count, reasons.Count), Is.EqualTo((20, 0)));
        Read(members[..^5], out reasons);
        Assert.That(reasons, Has.Count.EqualTo(1));
    }

    private static byte[] Rest(int from, int until) => RecordedFile.Compress(MakeDay(until)[MakeDay(from).Length..]);

    private static List<MarketTick> Read(byte[] content, out List<string> reasons)
    {
        using var file = new RecordedFile("ticks.csv.gz", content);
        try
        {
            var ticks = file.ReadTicks();
            reasons = [.. file.Refused.Select(line => line.Reason)];
            return ticks;
        }
        catch (InvalidDataException exception)
        {
            reasons = [$"cut off before the end of the header: {exception.Message}"];
            return [];
        }
    }

    private static string MakeDay(int tickCount)
    {
        var text = new StringBuilder("timestamp,instrument_token,last_price,last_traded_quantity\n");
        var time = new DateTime(2022, 11, 22, 9, 15, 0);
        for (var i = 0; i < tickCount; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{time.AddSeconds(i):yyyy-MM-dd'T'HH:mm:ss}+05:30,{i % 7 + 1},")
                .Append(CultureInfo.InvariantCulture, $"{100 + i * 7919 % 1009}.{i * 31 % 89 + 10},")
                .Append(CultureInfo.InvariantCulture, $"{i * 7907 % 5003}\n");
        }

        return text.ToString();
    }
}
