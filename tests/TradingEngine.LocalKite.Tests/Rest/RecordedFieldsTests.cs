using System.Text.Json;
using TradingEngine.TestKit;

namespace TradingEngine.LocalKite.Tests.Rest;

/// <summary>Answers have at least the fields of recorded answers, with the same kinds of values.</summary>
public sealed class RecordedFieldsTests
{
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [Test]
    public async Task ShouldHaveThoseOfOrders()
    {
        await _kite.PlaceIdAsync();

        ShouldCover(Recorded("orders.json").EnumerateArray(), await _kite.OnlyOrderAsync(), "auction_number");
    }

    [Test]
    public async Task ShouldHaveThoseOfAnOrdersTrail()
    {
        var id = await _kite.PlaceIdAsync();

        var trail = await _kite.GetAsync($"/orders/{id}");

        // The recorded order has no tag.
        ShouldCover(Recorded("orderinfo.json").EnumerateArray(), trail[0], "tag");
    }

    [Test]
    public async Task ShouldHaveThoseOfTrades()
    {
        await _kite.PlaceIdAsync(("price", "101"));

        // An old recording has the token as text.
        ShouldCover(
            Recorded("trades.json").EnumerateArray(), (await _kite.GetAsync("/trades"))[0], "instrument_token");
    }

    [Test]
    public async Task ShouldHaveThoseOfPositions()
    {
        await _kite.PlaceIdAsync(("price", "101"));

        var net = (await _kite.GetAsync("/portfolio/positions")).GetProperty("net");

        ShouldCover(Recorded("positions.json").GetProperty("net").EnumerateArray(), net[0]);
    }

    [Test]
    public async Task ShouldHaveThoseOfMarginsAndProfile()
    {
        var margins = Recorded("margins.json").GetProperty("equity");
        var own = (await _kite.GetAsync("/user/margins")).GetProperty("equity");

        ShouldCover([margins], own);
        ShouldCover([margins.GetProperty("available")], own.GetProperty("available"));
        ShouldCover([margins.GetProperty("utilised")], own.GetProperty("utilised"));
        ShouldCover([Recorded("profile.json")], await _kite.GetAsync("/user/profile"), "avatar_url");
    }

    private static JsonElement Recorded(string file)
    {
        var text = File.ReadAllText(SharedData.PathOf("kite", file));
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    private static void ShouldCover(IEnumerable<JsonElement> recorded, JsonElement own, params string[] except)
    {
        var fields = recorded.SelectMany(item => item.EnumerateObject()).Where(field => !except.Contains(field.Name));
        foreach (var group in fields.GroupBy(field => field.Name))
        {
            Assert.That(own.TryGetProperty(group.Key, out var value), Is.True, group.Key);
            var kinds = group.Select(field => KindOf(field.Value)).Append(JsonValueKind.Null);
            Assert.That(kinds, Does.Contain(KindOf(value)), group.Key);
        }
    }

    private static JsonValueKind KindOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;
}
