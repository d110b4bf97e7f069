namespace TradingEngine.Runner.Tests.Instruments;

[TestFixture]
public sealed class InstrumentsCommandTests
{
    private const string List =
        """
        instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange
        738561,2885,RELIANCE,RELIANCE INDUSTRIES,0,,0,0.05,1,EQ,NSE,NSE
        128083204,500325,RELIANCE,RELIANCE INDUSTRIES,0,,0,0.05,1,EQ,BSE,BSE
        408065,1594,INFY,INFOSYS,0,,0,0.05,1,EQ,NSE,NSE
        5,6,RELI26DECFUT,RELIANCE,0,2026-12-31,0,0.05,250,FUT,NFO-FUT,NFO

        """;

    [Test]
    public void ShouldFindByAPartOfTheSymbol()
    {
        var result = Run("find", "reli");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
        Assert.That(
            result.Output.Split('\n')[..4],
            Is.EqualTo(
            [
                "token      exchange  symbol        name                 type  tick  lot  expiry      strike",
                "5          NFO       RELI26DECFUT  RELIANCE             FUT   0.05  250  2026-12-31",
                "128083204  BSE       RELIANCE      RELIANCE INDUSTRIES  EQ    0.05  1",
                "738561     NSE       RELIANCE      RELIANCE INDUSTRIES  EQ    0.05  1",
            ]));
    }

    [Test]
    public void ShouldFindInOneExchangeAsJson()
    {
        var result = Run("find", "RELIANCE", "--exchange", "nse", "--json");

        Assert.That(
            result.Output,
            Is.EqualTo(
                """
                {"instrument_token":738561,"exchange":"NSE","tradingsymbol":"RELIANCE","name":"RELIANCE INDUSTRIES","instrument_type":"EQ","segment":"NSE","tick_size":0.05,"lot_size":1,"expiry":null,"strike":0}

                """));
    }

    [TestCase("find", "TCS", "No instrument has 'TCS' in its symbol or name.")]
    [TestCase("show", "17", "There is no instrument 17 in the list of 4.")]
    public void ShouldSayThatThereIsNone(string command, string what, string message)
    {
        var result = Run(command, what);

        Assert.That((result.ExitCode, result.Error.Trim()), Is.EqualTo((ExitStatus.Failed, message)));
    }

    [Test]
    public void ShouldShowOne() => Assert.That(Run("show", "408065").Output, Does.Contain("INFOSYS"));

    [Test]
    public void ShouldSayWhatToDoWithoutAList()
    {
        using var folder = new TempFolder();

        var result = RunnerProcess.Run("instruments", "find", "RELI", "--set", $"Instruments:CacheDirectory={folder.Path}");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain("'kite instruments' downloads that of today"));
    }

    [Test]
    public void ShouldReadTheNewestListOfACacheAndTellItsAge()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["instruments-2026-06-01.csv"], List.Replace("INFOSYS", "OLDER", StringComparison.Ordinal));
        File.WriteAllText(folder["instruments-2026-06-02.csv"], List);

        var result = RunnerProcess.Run("instruments", "show", "408065", "--cache", folder.Path);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
        Assert.That(result.Output, Does.Contain("INFOSYS"));
        Assert.That(result.Error, Does.Match("^Warning: the newest list is of 2026-06-02, [0-9]+ hours old."));
    }

    [Test]
    public void ShouldRefuseAFileBesideACache()
    {
        var result = Run("find", "RELI", "--cache", "somewhere");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.Error, Does.Contain("--file and --cache exclude each other"));
    }

    [Test]
    public void ShouldTellOfRowsThatWereRefused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["instruments.csv"], $"{List}408065,1,AGAIN,,0,,0,0.05,1,EQ,NSE,NSE\nbad\n");

        var result = RunnerProcess.Run("instruments", "find", "INFY", "--file", folder["instruments.csv"]);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
        Assert.That(
            result.ErrorLines,
            Is.EquivalentTo(
            [
                "Warning: 1 row refused: instrument_token stands twice; the first row counts",
                "Warning: 1 row refused: it has 1 columns in place of 12",
            ]));
    }

    [Test]
    public void ShouldRefuseAFileThatIsNoList()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "page.csv");
        File.WriteAllText(path, "<html></html>");

        var result = RunnerProcess.Run("instruments", "find", "RELI", "--file", path);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain("This is no list of instruments"));
    }

    private static RunnerOutput Run(params string[] arguments)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "instruments.csv");
        File.WriteAllText(path, List);
        return RunnerProcess.Run(["instruments", .. arguments, "--file", path]);
    }
}
