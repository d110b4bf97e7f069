namespace TradingEngine.Runner.Tests.Configuration;

[TestFixture]
public sealed class CheckConfigTests
{
    [Test]
    public void ShouldReportEverythingThatIsWrongAtOnce()
    {
        var result = Check(
            """
            {
              "Engine": { "RingSize": 7, "LaneCount": "four", "Calendar": "XLON", "Routes": { "m": ["zerodha"] } },
              "PaperTrading": { "SlippagePercent": 100 },
              "Traders": { "Upstox": { "Enabled": true } },
              "Kafka": { "BootstrapServer": "b:9092", "CommitInterval": "0s", "GroupProtocol": "old" },
              "Colour": "blue"
            }
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(
                result.ErrorLines,
                Is.EquivalentTo(
                [
                    "Engine:RingSize must be a power of two from 2 to 1048576, not 7.",
                    "Engine:LaneCount must be a whole number from -2147483648 to 2147483647, not 'four'.",
                    "Engine:Calendar must be one of always-open, XNSE, XNSE-CAS, XNSE-FO, not 'XLON'.",
                    "Engine:Routes:m names 'zerodha', which is no trader of this engine; there are paper.",
                    "PaperTrading:SlippagePercent must be 0 to less than 100, not 100.",
                    "Traders:Upstox:Enabled is true, but there is no trader 'Upstox' in this engine; "
                        + "there are paper, zerodha.",
                    "Kafka:BootstrapServer is not known; did you mean BootstrapServers?",
                    "Kafka:CommitInterval must be 00:00:00.0010000 to 01:00:00, not 00:00:00.",
                    "Kafka:GroupProtocol must be one of Classic, Consumer, not 'old'.",
                    "Colour is not known.",
                ]));
        }
    }

    [Test]
    public void ShouldShowWhatCountsAndWhereItIsTheDefault()
    {
        var result = Check("""{ /* comment */ "Engine": { "RingSize": 1024, }, }""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Error, Is.Empty);
            Assert.That(result.Output, Does.Contain("Engine:RingSize = 1024\n"));
            Assert.That(result.Output, Does.Contain("Engine:EgressRingSize = 4096 (default)\n"));
            Assert.That(result.Output, Does.Contain("Engine:SignalAgeLimit = 00:00:30 (default)\n"));
        }
    }

    [Test]
    public void ShouldHideSecrets()
    {
        var result = Check(
            """{ "Kafka": { "Client": { "sasl.password": "hunter2", "ssl.key.pem": "hunter3", "debug": "all" } } }""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Output, Does.Contain("Kafka:Client:sasl.password = ***\n"));
            Assert.That(result.Output, Does.Contain("Kafka:Client:ssl.key.pem = ***\n"));
            Assert.That(result.Output, Does.Contain("Kafka:Client:debug = all\n"));
            Assert.That(result.Output, Does.Not.Contain("hunter"));
        }
    }

    [Test]
    public void ShouldUnderstandTheEnvironmentOfTheReplacedSystem()
    {
        var variables = new Dictionary<string, string>
        {
            ["REDPANDA__BOOTSTRAP_SERVERS"] = "panda:9092",
            ["redpanda__group_id_prefix"] = "bamboo",
            ["ACTIVE_BROKERS"] = """["paper"]""",
            ["PAPER_TRADING__SLIPPAGE_PERCENT"] = "0.25",
            ["PAPER_TRADING__MIN_QUANTITY"] = "5",
            ["PAPER_TRADING__STARTING_CASH"] = "1e6",
        };
        var result = Check("""{ "PaperTrading": { "SlippagePercent": 0.5 } }""", variables);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Output, Does.Contain("Kafka:BootstrapServers = panda:9092\n"));
            Assert.That(result.Output, Does.Contain("Kafka:GroupIdPrefix = bamboo\n"));
            Assert.That(result.Output, Does.Contain("Kafka:ActiveBrokers = paper\n"));
            Assert.That(result.Output, Does.Contain("PaperTrading:SlippagePercent = 0.5\n"));
            Assert.That(
                result.ErrorLines,
                Is.EqualTo(["Warning: PAPER_TRADING__MIN_QUANTITY is not supported and has no effect."]));
        }
    }

    [TestCase(
        "ACTIVE_BROKERS",
        "paper,zerodha",
        "Kafka:ActiveBrokers names 'zerodha', which is no trader of this engine; there are paper.")]
    [TestCase(
        "ZERODHA__ENABLED",
        "true",
        "Zerodha:ApiKey must be given, of ASCII without spaces.")]
    [TestCase("TRADING__PAPER__ENABLED", "false", "Traders must leave at least one trader enabled.")]
    public void ShouldRefuseTradersThatThereAreNot(string name, string value, string message)
    {
        var result = Check("{}", new Dictionary<string, string> { [name] = value });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(result.ErrorLines, Is.EqualTo([message]));
        }
    }

    [Test]
    public void ShouldLetTheCommandLineWinOverTheEnvironmentAndThatOverTheFile()
    {
        var variables = new Dictionary<string, string>
        {
            ["TRADINGENGINE_ENGINE__RINGSIZE"] = "2048",
            ["TRADINGENGINE_Engine__LaneCount"] = "8",
        };
        var result = Check(
            """{ "Engine": { "RingSize": 512, "LaneCount": 2, "LaneCapacity": 16, "RouteOthers": ["a", "b"] } }""",
            variables,
            "--set",
            "Engine:RingSize=4096",
            "--set",
            "engine:routeOthers=paper");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Output, Does.Contain("Engine:RingSize = 4096\n"));
            Assert.That(result.Output, Does.Contain("Engine:LaneCount = 8\n"));
            Assert.That(result.Output, Does.Contain("Engine:LaneCapacity = 16\n"));
            Assert.That(result.Output, Does.Contain("Engine:RouteOthers = paper\n"));
        }
    }

    [TestCase("{\n\"Engine\": x\n}", "is not valid JSON in line 2.")]
    [TestCase("", "is not valid JSON in line 1.")]
    [TestCase("[]", "cannot be read: Top-level JSON element must be an object. Instead, 'Array' was found.")]
    [TestCase("""{ "Engine": { "A": 1, "A": 1 } }""", "cannot be read: A duplicate key 'Engine:A' was found.")]
    public void ShouldRefuseABrokenFileWithOneLine(string text, string message)
    {
        var result = Check(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(result.Error, Does.EndWith($"settings.json' {message}\n"));
            Assert.That(result.Output, Is.Empty);
        }
    }

    [Test]
    public void ShouldRefuseAFileThatIsNotThere()
    {
        var result = RunnerProcess.Run("check-config", "--config", "nowhere.json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(result.ErrorLines, Is.EqualTo(["The file 'nowhere.json' does not exist."]));
            Assert.That(result.Output, Is.Empty);
        }
    }

    [Test]
    public void ShouldDescribeEverySetting()
    {
        var result = Check("{}", [], "--describe");
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.GreaterThan(50));
            Assert.That(lines.Where((_, index) => index % 2 == 0), Has.All.Match(@"^# .+\.$"));
            Assert.That(lines.Where((_, index) => index % 2 == 1), Has.All.Match(@"^\w+(:\w+)+ = .*"));
        }
    }

    private static RunnerOutput Check(string json) => Check(json, []);

    private static RunnerOutput Check(string json, Dictionary<string, string> variables, params string[] arguments)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["settings.json"], json);
        return RunnerProcess.Run(variables, ["check-config", "--config", folder["settings.json"], .. arguments]);
    }
}
