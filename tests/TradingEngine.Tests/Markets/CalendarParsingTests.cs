using System.Text;
using TradingEngine.Markets;

namespace TradingEngine.Tests.Markets;

[TestFixture]
public sealed class CalendarParsingTests
{
    private const string Good = """
        {
          "utcOffset": "-05:00", "validFrom": "2024-01-01", "validThrough": "2024-12-31",
          "weekdays": ["Monday"], "holidays": ["2024-01-08"],
          "special": [{ "date": "2024-01-02", "sessions": ["10:00-11:00", "12:00-13:00"] }],
          "calendars": [
            { "name": "A", "hours": [{ "from": "2024-02-01", "sessions": ["08:00-09:00"] },
                                     { "from": "2024-01-01", "sessions": ["09:30-16:00"] }] },
            { "name": "B", "hours": [] }
          ]
        }
        """;

    private static readonly string[] Fields =
    [
        "utcOffset", "validFrom", "validThrough", "weekdays", "holidays", "special", "calendars", "date", "sessions",
        "name", "hours", "from",
    ];

    [Test]
    public void ShouldReadCalendars()
    {
        var calendars = Parse(Good);
        Assert.That(calendars.Keys, Is.EquivalentTo(["A", "B"]));
        Assert.That(IsOpen(calendars["A"], "2024-01-01T09:30:00-05:00"), Is.True);
        Assert.That(IsOpen(calendars["A"], "2024-01-01T21:00:00Z"), Is.False);
        Assert.That(IsOpen(calendars["A"], "2024-01-08T10:00:00-05:00"), Is.False, "holiday");
        Assert.That(IsOpen(calendars["A"], "2024-01-02T12:30:00-05:00"), Is.True, "special");
        Assert.That(IsOpen(calendars["A"], "2024-01-02T11:30:00-05:00"), Is.False, "between special sessions");
        Assert.That(IsOpen(calendars["A"], "2024-02-05T08:30:00-05:00"), Is.True, "newer hours");
        Assert.That(IsOpen(calendars["A"], "2024-02-05T10:00:00-05:00"), Is.False, "older hours");
        Assert.That(IsOpen(calendars["B"], "2024-01-01T10:00:00-05:00"), Is.False);
        Assert.That(IsOpen(calendars["B"], "2024-01-02T10:00:00-05:00"), Is.True);
        Assert.That(calendars["B"].KnownFrom, Is.EqualTo(DateTimeOffset.Parse("2024-01-01T00:00:00-05:00")));
        Assert.That(calendars["B"].KnownUntil, Is.EqualTo(DateTimeOffset.Parse("2025-01-01T00:00:00-05:00")));
    }

    [TestCaseSource(nameof(Fields))]
    public void ShouldNameMissingField(string field) =>
        AssertRefused(Good.Replace($"\"{field}\"", "\"other\""), field);

    [TestCase("\"-05:00\"", "\"05:00\"", "05:00")]
    [TestCase("\"-05:00\"", "\"IST\"", "IST")]
    [TestCase("\"-05:00\"", "\"+5:30\"", "+5:30")]
    [TestCase("\"-05:00\"", "\"-25:00\"", "-25:00")]
    [TestCase("\"-05:00\"", "5", "String")]
    [TestCase("2024-12-31", "2024-13-31", "2024-13-31")]
    [TestCase("2024-12-31", "2023-02-29", "2023-02-29")]
    [TestCase("2024-12-31", "31.12.2024", "31.12.2024")]
    [TestCase("2024-12-31", "2023-12-31", "2023-12-31")]
    [TestCase("2024-12-31", "9999-12-31", "9999-12-31")]
    [TestCase("2024-01-01\", \"validT", "0001-01-01\", \"validT", "0001-01-01")]
    [TestCase("2024-01-08", "2024-1-8", "2024-1-8")]
    [TestCase("2024-01-02", "", "''")]
    [TestCase("2024-02-01", "Feb 1", "Feb 1")]
    [TestCase("\"Monday\"", "\"Mon\"", "Mon")]
    [TestCase("\"Monday\"", "\"7\"", "7")]
    [TestCase("\"Monday\"", "\"1\"", "1")]
    [TestCase("\"Monday\"", "1", "String")]
    [TestCase("10:00-11:00", "11:00-10:00", "11:00-10:00")]
    [TestCase("10:00-11:00", "10:00-10:00", "10:00-10:00")]
    [TestCase("10:00-11:00", "10:00", "10:00")]
    [TestCase("10:00-11:00", "10:00-24:00", "10:00-24:00")]
    [TestCase("10:00-11:00", "10-11", "10-11")]
    [TestCase("10:00-11:00", "10:00-12:01", "2024-01-02")]
    [TestCase("09:30-16:00\"", "09:30-16:00\", \"15:00-17:00\"", "2024-01-01")]
    [TestCase("\"name\": \"B\"", "\"name\": \"A\"", "'A'")]
    [TestCase("\"name\": \"B\"", "\"name\": null", "name")]
    [TestCase("[\"2024-01-08\"]", "\"2024-01-08\"", "Array")]
    [TestCase("[\"2024-01-08\"]", "null", "Array")]
    [TestCase("\"holidays\"", "holidays", "cannot be read")]
    public void ShouldSayWhatIsWrong(string good, string bad, string named)
    {
        Assert.That(Good.Contains(good, StringComparison.Ordinal), Is.True, good);
        AssertRefused(Good.Replace(good, bad), named);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("7")]
    [TestCase("{")]
    public void ShouldRefuseWhatIsNoObject(string json) => AssertRefused(json, "calendar data");

    [Test]
    public void ShouldRefuseTwoEntriesForOneDay()
    {
        AssertRefused(
            Good.Replace("\"special\": [", "\"special\": [{ \"date\": \"2024-01-02\", \"sessions\": [] }, "),
            "2024-01-02");
        AssertRefused(Good.Replace("\"from\": \"2024-02-01\"", "\"from\": \"2024-01-01\""), "2024-01-01");
    }

    private static IReadOnlyDictionary<string, MarketCalendar> Parse(string json) =>
        MarketCalendar.Parse(Encoding.UTF8.GetBytes(json));

    private static bool IsOpen(MarketCalendar calendar, string time) => calendar.IsOpen(DateTimeOffset.Parse(time));

    private static void AssertRefused(string json, string named) =>
        Assert.That(() => Parse(json), Throws.TypeOf<FormatException>().With.Message.Contains(named));
}
