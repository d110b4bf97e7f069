using System.Diagnostics;
using System.Text.Json;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Run;

/// <summary>A client of other makers, kcat, writes a signal and reads the fill, as the README shows it.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no kcat.")]
public sealed class KcatTests
{
    private const string Kcat = "kcat";

    [OneTimeSetUp]
    public void FindKcat()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        if (!path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Kcat))))
        {
            Assert.Ignore("kcat is not on this machine.");
        }
    }

    [Test]
    public void ShouldFillASignalThatKcatWrites()
    {
        using var engine = BackgroundRunner.Start("run", "--embedded");
        var servers = engine.WaitForLine("Bootstrap servers: ");
        Write(servers, "market.ticks", "777", Tick);
        engine.WaitForLog("Got the partitions");
        var signal = ReadmeSignal();
        Write(servers, "paper.signals.validated", "momentum:1001", signal);

        using var fill = JsonDocument.Parse(Read(servers, "paper.orders.filled"));

        var data = fill.RootElement.GetProperty("data");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fill.RootElement.GetProperty("causation_id").GetString(), Is.EqualTo("my-signal-1"));
            Assert.That(fill.RootElement.GetProperty("key").GetString(), Is.EqualTo("momentum:1001"));
            Assert.That(data.GetProperty("quantity").GetInt64(), Is.EqualTo(10));
            Assert.That(data.GetProperty("fill_price").GetDecimal(), Is.Positive);
        }
    }

    [Test]
    public void ShouldKeepWhatKcatWroteWrongly()
    {
        using var engine = BackgroundRunner.Start("run", "--embedded");
        var servers = engine.WaitForLine("Bootstrap servers: ");
        Write(servers, "paper.signals.validated", "momentum:1001", "garbage");

        using var letter = JsonDocument.Parse(Read(servers, "paper.signals.validated.dlq"));

        var original = letter.RootElement.GetProperty("data").GetProperty("original_message");
        Assert.That(original.GetProperty("value").GetBytesFromBase64(), Is.EqualTo("garbage"u8.ToArray()));
        Assert.That(original.GetProperty("key").GetBytesFromBase64(), Is.EqualTo("momentum:1001"u8.ToArray()));
        Assert.That(engine.Terminate(), Is.EqualTo(ExitStatus.Done), engine.Text);
    }

    private const string Tick =
        """{"id":"t","type":"market_tick","data":{"instrument_token":777,"last_price":1e2,"timestamp":"2026-11-24T10:00:00+05:30"}}""";

    /// <summary>The signal of the README, which a reader copies.</summary>
    private static string ReadmeSignal()
    {
        var readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "README.md"));
        var line = readme.Split('\n').Single(text => text.StartsWith("{\"id\":\"my-signal-1\"", StringComparison.Ordinal));
        return line.TrimEnd();
    }

    private static void Write(string servers, string topic, string key, string value)
    {
        using var kcat = Start("-P", "-b", servers, "-t", topic, "-k", key);
        kcat.StandardInput.Write(value);
        kcat.StandardInput.Close();
        kcat.WaitForExit();
        Assert.That(kcat.ExitCode, Is.Zero);
    }

    private static string Read(string servers, string topic)
    {
        using var kcat = Start("-C", "-b", servers, "-t", topic, "-o", "beginning", "-c", "1", "-q", "-u");
        var line = kcat.StandardOutput.ReadLineAsync();
        if (!line.Wait(TimeSpan.FromMinutes(1)))
        {
            kcat.Kill();
        }

        kcat.WaitForExit();
        return line.Result ?? throw new InvalidDataException($"kcat read nothing from {topic}.");
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Kcat)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
