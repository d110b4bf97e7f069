using System.Globalization;
using System.Text;
using CsCheck;
using TradingEngine.Ingress;

namespace TradingEngine.Tests.Ingress;

[TestFixture]
public sealed class WireTimeTests
{
    [TestCase("2026-08-03T09:15:00.000000+05:30", "2026-08-03T03:45:00.0000000Z", 330)]
    [TestCase("2026-08-03T09:15:00+05:30", "2026-08-03T03:45:00.0000000Z", 330)]
    [TestCase("2026-08-03T09:15:00Z", "2026-08-03T09:15:00.0000000Z", 0)]
    [TestCase("2026-08-03T09:15:00.1Z", "2026-08-03T09:15:00.1000000Z", 0)]
    [TestCase("2026-08-03T09:15:00.1234567-04:00", "2026-08-03T13:15:00.1234567Z", -240)]
    [TestCase("2026-08-03T09:15:00.123456789+00:00", "2026-08-03T09:15:00.1234567Z", 0)]
    [TestCase("2026-08-03T09:15:00.999999999Z", "2026-08-03T09:15:00.9999999Z", 0)]
    [TestCase("2024-02-29T23:59:59-14:00", "2024-03-01T13:59:59.0000000Z", -840)]
    [TestCase("2024-01-01T00:00:00+14:00", "2023-12-31T10:00:00.0000000Z", 840)]
    [TestCase("2024-01-01T00:00:00-00:00", "2024-01-01T00:00:00.0000000Z", 0)]
    [TestCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z", 0)]
    [TestCase("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z", 0)]
    public void ShouldKeepInstantAndOffset(string text, string utc, int offsetMinutes)
    {
        var isRead = WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var time, out var error);
        Assert.That((isRead, error), Is.EqualTo((true, (string?)null)));
        Assert.That(time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture), Is.EqualTo(utc));
        Assert.That(time.Offset, Is.EqualTo(TimeSpan.FromMinutes(offsetMinutes)));
    }

    [Test]
    public void ShouldReadWhatIsFormatted() => Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay],
        Gen.Int[-14 * 60, 14 * 60]).Sample(
        (ticks, minutes) =>
        {
            var time = new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
            var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
            return WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var read, out _) && read.EqualsExact(time);
        },
        iter: 10_000);

    [TestCase("2026-08-03T09:15:00")]
    [TestCase("2026-08-03T09:15:00.123456")]
    [TestCase("2026-08-03 09:15:00")]
    public void ShouldRefuseTimeWithoutOffset(string text)
    {
        Assert.That(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error), Is.False);
        Assert.That(error, Does.Contain("no offset"));
    }

    [TestCase("2026-02-29T09:15:00Z")]
    [TestCase("1900-02-29T09:15:00Z")]
    [TestCase("2026-00-01T09:15:00Z")]
    [TestCase("2026-13-01T09:15:00Z")]
    [TestCase("2026-01-00T09:15:00Z")]
    [TestCase("2026-04-31T09:15:00Z")]
    [TestCase("0000-01-01T09:15:00Z")]
    [TestCase("2026-01-01T24:00:00Z")]
    [TestCase("2026-01-01T23:60:00Z")]
    [TestCase("2026-01-01T23:59:60Z")]
    [TestCase("0001-01-01T00:00:00+05:30")]
    [TestCase("9999-12-31T23:59:59-05:00")]
    [TestCase("2026-08-03T09:15:00+15:00")]
    [TestCase("2026-08-03T09:15:00+14:01")]
    [TestCase("2026-08-03T09:15:00+05:60")]
    [TestCase("2026-08-03T09:15:00+0530")]
    [TestCase("2026-08-03T09:15:00+5:30")]
    [TestCase("2026-08-03T09:15:00+05:30 ")]
    [TestCase("2026-08-03T09:15:00ZZ")]
    [TestCase("2026-08-03T09:15:00+05:30Z")]
    [TestCase("2026-08-03T09:15:00.Z")]
    [TestCase("2026-08-03T09:15:00.")]
    [TestCase("2026-08-03T09:15:00,5Z")]
    [TestCase("2026-08-03T09:15Z")]
    [TestCase("2026-08-03")]
    [TestCase("03-08-2026T09:15:00Z")]
    [TestCase("2026/08/03T09:15:00Z")]
    [TestCase(" 2026-08-03T09:15:00Z")]
    [TestCase("+026-08-03T09:15:00Z")]
    [TestCase("2026-08-03T09:15:0-05:30")]
    [TestCase("1785728700")]
    [TestCase("")]
    [TestCase("Z")]
    public void ShouldRefuseWhatIsNoTime(string text)
    {
        var isRead = WireTime.TryParse(Encoding.UTF8.GetBytes(text), out var time, out var error);
        Assert.That((isRead, time), Is.EqualTo((false, default(DateTimeOffset))));
        Assert.That(error, Is.Not.Empty);
    }

    [Test]
    public void ShouldNeverThrow() => Gen.Select(Gen.Int[0, 31], Gen.Byte, Gen.Int[0, 32]).Sample(
        (place, value, length) =>
        {
            var text = "2026-08-03T09:15:00.000000+05:30"u8.ToArray();
            text[place] = value;
            return WireTime.TryParse(text.AsSpan(0, length), out _, out var error) == error is null;
        },
        iter: 20_000);
}
