using System.Text.Json;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Journal;

[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class TailCommandTests
{
    [Test]
    public async Task ShouldFollowARunningEngineOverSegmentsAndRestarts()
    {
        using var folder = new TempFolder();
        BackgroundRunner tail;
        long last;
        await using (var first = await SampleJournal.StartAsync(folder.Path, segmentBytes: 4096))
        {
            Send(first, "a", 3);
            tail = BackgroundRunner.Start("journal", "tail", folder.Path, "--lines", "2");
            tail.WaitForLine("{\"sequence\":6,");
            Send(first, "b", 40);
            last = LastSequence(folder.Path);
            tail.WaitForLine($"{{\"sequence\":{last},");
        }

        using (tail)
        {
            Assert.That(Directory.GetFiles(folder.Path, "*.tej"), Has.Length.GreaterThan(2));
            await using (var second = await SampleJournal.StartAsync(folder.Path))
            {
                Send(second, "c", 2);
            }

            last = LastSequence(folder.Path);
            tail.WaitForLine($"{{\"sequence\":{last},");
            Assert.That(tail.Terminate(), Is.EqualTo(ExitStatus.Done), tail.Text);

            var dumped = RunnerProcess.Run("journal", "dump", folder.Path, "--from", "5").Output;
            Assert.That(tail.Text.Trim(), Is.EqualTo(dumped.Trim()));
        }
    }

    [Test]
    public async Task ShouldWaitForAJournalThatIsNotBegun()
    {
        using var folder = new TempFolder();
        using var tail = BackgroundRunner.Start("journal", "tail", folder.Path);
        await using (var test = await SampleJournal.StartAsync(folder.Path))
        {
            Send(test, "a", 1);
            Assert.That(tail.WaitForLine("{\"sequence\":1,"), Does.Contain("\"type\":\"intent\""));
        }

        Assert.That(tail.Terminate(), Is.EqualTo(ExitStatus.Done), tail.Text);
    }

    private static void Send(TestEngine test, string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // One by one, so that the journal is written often and has many segments.
            test.Engine.Publish(Make.Signal($"{name}-{i}") with { Trader = "live" });
            test.Drain();
        }
    }

    private static long LastSequence(string folder)
    {
        var report = JsonElement.Parse(RunnerProcess.Run("journal", "verify", folder, "--json").Output);
        return report.GetProperty("last_sequence").GetInt64();
    }
}
