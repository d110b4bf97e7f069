using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>What recording orders costs: on the disk, at the start, and for the pipeline.</summary>
internal sealed class JournalMeasure : IMeasure
{
    private const int IntentCount = 200_000;
    private const int RecoveryCount = 1_000_000;
    private const int TargetIntentsPerSecond = 100_000;
    private const double TargetSyncRatio = 1.3;
    private const double TargetRecoverySeconds = 5;
    private const double TargetRecoveryMegabytes = 500;
    private const double TargetWriteBehindRatio = 1.1;

    public string Name => "journal";

    public Section Run(LabOptions options)
    {
        using var folder = new LabFolder();
        var section = new Section(Name, "Journal")
        {
            Text = "The order journal on the disk of this machine, medians of the rounds. Intents are records of an order "
                + "that is about to leave; an intent of a live order is on disk before the order leaves.",
        };
        AddGroupCommit(section, options, folder);
        AddSync(section, options, folder);
        AddRecovery(section, options, folder);
        AddWriteBehind(section, options, folder);
        return section;
    }

    private static void AddGroupCommit(Section section, LabOptions options, LabFolder folder)
    {
        int[] threads = [1, 16, 64];
        var batched = Rounds.Alternate(options.Rounds, [256], batch => JournalWriting.PerSecond(folder, IntentCount, batch));
        var waiting = Rounds.Alternate(
            options.Rounds, threads, count => JournalWriting.WaitingPerSecond(folder, count * 250, count));
        var table = new Table("intents on disk", "per second") { Title = "Group commit" };
        table.Add("one thread, one sync for 256", batched[0]);
        for (var i = 0; i < threads.Length; i++)
        {
            table.Add($"{threads[i]} threads, each waits for its own", waiting[i]);
        }

        section.Tables.Add(table);
        section.Targets.Add(Target.AtLeast(
            "intents with group commit", batched[0].Median, TargetIntentsPerSecond, "/s"));
    }

    private static void AddSync(Section section, LabOptions options, LabFolder folder)
    {
        var rounds = Rounds.Collect(options.Rounds, ["both"], _ => SyncRound.Measure(folder));
        var bare = Spread.Of(rounds[0].Select(round => round.BareMicros));
        var intent = Spread.Of(rounds[0].Select(round => round.IntentMicros));
        var ratio = Spread.Of(rounds[0].Select(round => round.IntentMicros / round.BareMicros));
        var table = new Table("one after the other, p50", "us") { Title = "One intent" };
        table.Add("write and fdatasync of as many bytes", bare);
        table.Add("an intent on disk", intent);
        table.Add("ratio", ratio);
        section.Tables.Add(table);
        section.Targets.Add(Target.AtMost("one intent against a bare fdatasync, p50", ratio.Median, TargetSyncRatio, "x"));
    }

    private static void AddRecovery(Section section, LabOptions options, LabFolder folder)
    {
        var rounds = Rounds.Collect(options.Rounds, ["open"], _ => RecoveryRound.Measure(folder, RecoveryCount));
        var seconds = Spread.Of(rounds[0].Select(round => round.Seconds));
        var megabytes = Spread.Of(rounds[0].Select(round => round.PeakMegabytes));
        var table = new Table($"a start with {RecoveryCount:#,0} records", "figure") { Title = "Recovery" };
        table.Add("seconds", seconds);
        table.Add("MB of working set more than before, at most", megabytes);
        section.Tables.Add(table);
        section.Targets.Add(Target.Below("recovery", seconds.Median, TargetRecoverySeconds, "s"));
        section.Targets.Add(Target.Below("memory of a recovery", megabytes.Median, TargetRecoveryMegabytes, "MB"));
    }

    private static void AddWriteBehind(Section section, LabOptions options, LabFolder folder)
    {
        var bursts = Rounds.Alternate(options.Rounds, [false, true], journaled => WriteBehindRound.BurstNanos(folder, journaled));
        var ticks = Rounds.Alternate(options.Rounds, [false, true], journaled => WriteBehindRound.TickNanos(folder, journaled));
        var sustained = Rounds.Alternate(
            options.Rounds, [false, true], journaled => WriteBehindRound.SustainedNanos(folder, journaled));
        var table = new Table("paper, fused", "without", "with", "ratio") { Title = "Write-behind, ns" };
        Add(table, "a signal through the pipeline, in bursts that the egress ring holds", bursts);
        Add(table, "a signal until its event is with the sink, without a pause", sustained);
        Add(table, "a tick", ticks);
        section.Tables.Add(table);
        section.Targets.Add(Target.AtMost(
            "a signal with write-behind", bursts[1].Median / bursts[0].Median, TargetWriteBehindRatio, "x"));
    }

    private static void Add(Table table, string name, Spread[] spreads) =>
        table.Add(name, spreads[0], spreads[1], spreads[1].Median / spreads[0].Median);
}
