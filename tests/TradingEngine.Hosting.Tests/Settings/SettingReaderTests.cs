using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Hosting.Tests.Settings;

[TestFixture]
public sealed class SettingReaderTests
{
    [TestCase("7", 7)]
    [TestCase(" -7 ", -7)]
    public void ShouldReadWholeNumbers(string text, int expected) =>
        Assert.That(Read(text, reader => reader.Whole("X", 1, "")), Is.EqualTo(expected));

    [TestCase("0.05", "0.05")]
    [TestCase("-1.50", "-1.50")]
    [TestCase("1234567890123456789012.123456", "1234567890123456789012.123456")]
    public void ShouldReadDecimalsExactly(string text, string expected) =>
        Assert.That(Read(text, reader => reader.Number("X", 1, "")), Is.EqualTo(decimal.Parse(expected, null)));

    [TestCase("00:00:30", 30_000)]
    [TestCase("1.00:00:00", 86_400_000)]
    [TestCase("500ms", 500)]
    [TestCase("1.5 s", 1_500)]
    [TestCase("15M", 900_000)]
    [TestCase("2h", 7_200_000)]
    [TestCase("1d", 86_400_000)]
    [TestCase("1000us", 1)]
    [TestCase("0s", 0)]
    public void ShouldReadTimes(string text, int expectedMilliseconds) => Assert.That(
        Read(text, reader => reader.Time("X", TimeSpan.MaxValue, "")),
        Is.EqualTo(TimeSpan.FromMilliseconds(expectedMilliseconds)));

    [Test]
    public void ShouldReadInfiniteWhereItIsAllowed() => Assert.That(
        Read("Infinite", reader => reader.TimeOrInfinite("X", default, "")), Is.EqualTo(Timeout.InfiniteTimeSpan));

    [TestCase("true", true)]
    [TestCase("False", false)]
    [TestCase("1", true)]
    [TestCase("off", false)]
    public void ShouldReadFlags(string text, bool expected) =>
        Assert.That(Read(text, reader => reader.Flag("X", !expected, "")), Is.EqualTo(expected));

    [Test]
    public void ShouldReadNamesOfEnumerationsInAnyCase() => Assert.That(
        Read("threadPERstage", reader => reader.Choice("X", Topology.Auto, "")), Is.EqualTo(Topology.ThreadPerStage));

    [TestCase("paper,zerodha")]
    [TestCase(" paper , zerodha, ")]
    [TestCase("""["paper","zerodha"]""")]
    public void ShouldReadListsFromText(string text) =>
        Assert.That(Read(text, reader => reader.List("X", [], "")), Is.EqualTo(["paper", "zerodha"]));

    [Test]
    public void ShouldKeepTheSpacesOfText() =>
        Assert.That(Read(" a ", reader => reader.Text("X", "", "")), Is.EqualTo(" a "));

    [TestCase("whole", "1.5", "must be a whole number from -2147483648 to 2147483647, not '1.5'.")]
    [TestCase("whole", "2147483648", "must be a whole number from -2147483648 to 2147483647, not '2147483648'.")]
    [TestCase("whole", "", "must be a whole number from -2147483648 to 2147483647, not ''.")]
    [TestCase("number", "1,5", "must be a decimal number such as 0.05, not '1,5'.")]
    [TestCase("number", "1e-30", "must be a decimal number such as 0.05, not '1e-30'.")]
    [TestCase(
        "number",
        "0.12345678901234567890123456789",
        "must be a decimal number such as 0.05, not '0.12345678901234567890123456789'.")]
    [TestCase("time", "30", "must be a time such as 00:00:30, 500ms, 30s, 15m, 2h or 1d, not '30'.")]
    [TestCase("time", "infinite", "must be a time such as 00:00:30, 500ms, 30s, 15m, 2h or 1d, not 'infinite'.")]
    [TestCase(
        "time",
        "99999999999d",
        "must be a time such as 00:00:30, 500ms, 30s, 15m, 2h or 1d, not '99999999999d'.")]
    [TestCase("flag", "maybe", "must be true or false, not 'maybe'.")]
    [TestCase("choice", "2", "must be one of Auto, Fused, ThreadPerStage, Inline, not '2'.")]
    [TestCase("choice", "Auto,Fused", "must be one of Auto, Fused, ThreadPerStage, Inline, not 'Auto,Fused'.")]
    [TestCase("list", "[1]", "must be a list such as paper,zerodha or [\"paper\", \"zerodha\"], not '[1]'.")]
    [TestCase("list", "[\"a", "must be a list such as paper,zerodha or [\"paper\", \"zerodha\"], not '[\"a'.")]
    public void ShouldNameTheKeyOfWhatIsWrong(string kind, string text, string reason)
    {
        var reader = new SettingReader(TestHost.Configuration(("A:X", text))).Section("A");
        object value = kind switch
        {
            "whole" => reader.Whole("X", 5, ""),
            "number" => reader.Number("X", 5, ""),
            "time" => reader.Time("X", TimeSpan.FromSeconds(5), ""),
            "flag" => reader.Flag("X", true, ""),
            "choice" => reader.Choice("X", Topology.Fused, ""),
            _ => reader.List("X", ["d"], ""),
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Errors, Is.EqualTo([$"A:X {reason}"]));
            Assert.That(reader.Report.Settings.Single().IsDefault);
            Assert.That(value, Is.Not.Null);
        }
    }

    [Test]
    public void ShouldTakeAListWholeFromTheLastSourceThatHasIt()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("X", (string?)"a,b,c")])
            .AddInMemoryCollection([KeyValuePair.Create("X:0", (string?)"d"), KeyValuePair.Create("X:1", (string?)"e")])
            .AddInMemoryCollection([KeyValuePair.Create("Y", (string?)"f")])
            .Build();

        Assert.That(new SettingReader(configuration).List("X", [], ""), Is.EqualTo(["d", "e"]));
    }

    [Test]
    public void ShouldTakeTextOverAListInALowerSource()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("X:0", (string?)"d"), KeyValuePair.Create("X:1", (string?)"e")])
            .AddInMemoryCollection([KeyValuePair.Create("X", (string?)"a")])
            .Build();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new SettingReader(configuration).List("X", [], ""), Is.EqualTo(["a"]));
            Assert.That(new SettingReader(configuration.GetSection("X")).Path, Is.EqualTo("X"));
        }
    }

    [Test]
    public void ShouldReadIndexedListsInTheOrderOfTheirNumbers()
    {
        var settings = Enumerable.Range(0, 12).Reverse().Select(i => ($"A:X:{i}", (string?)$"v{i}"));
        var configuration = TestHost.Configuration([.. settings]);
        var expected = Enumerable.Range(0, 12).Select(i => $"v{i}").ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new SettingReader(configuration).Section("A").List("X", [], ""), Is.EqualTo(expected));
            Assert.That(new SettingReader(configuration.GetSection("A")).List("X", [], ""), Is.EqualTo(expected));
        }
    }

    [Test]
    public void ShouldSayWhatIsNotKnown()
    {
        var reader = new SettingReader(
            TestHost.Configuration(("A:RingSiz", "1"), ("A:Zebra", "1"), ("A:Others:X", "1")));
        var section = reader.Section("A");
        section.Whole("RingSize", 1, "");
        section.RefuseUnknown("Others");

        Assert.That(
            reader.Report.Errors,
            Is.EqualTo(["A:RingSiz is not known; did you mean RingSize?", "A:Zebra is not known."]));
    }

    [Test]
    public void ShouldRefuseAValueWhereASectionBelongsAndTheOtherWayRound()
    {
        var reader = new SettingReader(TestHost.Configuration(("A", "1"), ("B:C", "1")));
        reader.Section("A");
        reader.Whole("B", 1, "");

        Assert.That(
            reader.Report.Errors,
            Is.EqualTo(
            [
                "A must be a section with settings, not one value.",
                "B must be a whole number from -2147483648 to 2147483647, not a section or a list.",
            ]));
    }

    [TestCase("sasl.username")]
    [TestCase("ssl.key.password")]
    [TestCase("ApiSecret")]
    [TestCase("accessTOKEN")]
    public void ShouldHideSecretsInSettingsAndErrors(string name)
    {
        var reader = new SettingReader(TestHost.Configuration(($"A:{name}", "hunter2")));
        var section = reader.Section("A");
        section.Text(name, "", "");
        section.Whole(name, 0, "");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Settings[0].Value, Is.EqualTo("***"));
            Assert.That(reader.Report.Errors.Single(), Does.EndWith("not '***'."));
        }
    }

    [Test]
    public void ShouldNotReportAKeyTwice()
    {
        var reader = new SettingReader(TestHost.Configuration(("Engine:StopTimeout", "-1"), ("Engine:RingSize", "3")));
        var options = new EngineOptions { StopTimeout = TimeSpan.FromSeconds(-1) };
        EngineSettings.Read(reader, options);

        Assert.That(
            reader.Report.Errors,
            Is.EqualTo(
            [
                "Engine:StopTimeout must be a time such as 00:00:30, 500ms, 30s, 15m, 2h or 1d, not '-1'.",
                "Engine:RingSize must be a power of two from 2 to 1048576, not 3.",
            ]));
    }

    [Test]
    public void ShouldListEverythingInTheException()
    {
        var reader = new SettingReader(TestHost.Configuration(("A", "x"), ("B", "z")));
        reader.Whole("A", 1, "");
        reader.Flag("B", true, "");

        var exception = Assert.Throws<SettingsException>(reader.Report.ThrowIfWrong);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Errors, Is.EqualTo(reader.Report.Errors));
            Assert.That(exception.Message, Does.Contain("A must be").And.Contain("B must be"));
        }
    }

    private static T Read<T>(string text, Func<SettingReader, T> read)
    {
        var reader = new SettingReader(TestHost.Configuration(("X", text)));
        var value = read(reader);
        Assert.That(reader.Report.Errors, Is.Empty);
        return value;
    }
}
