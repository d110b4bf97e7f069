using System.Globalization;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Journal;

/// <summary>What was found in a journal.</summary>
internal sealed record class VerifyReport
{
    public required string Directory { get; init; }

    public required JournalUse Use { get; init; }

    public required JournalScan Scan { get; init; }

    public required int SnapshotCount { get; init; }

    public required IReadOnlyDictionary<RecordType, long> RecordsByType { get; init; }

    public required DateTimeOffset? FirstTime { get; init; }

    public required DateTimeOffset? LastTime { get; init; }

    /// <summary>Order events since the journal was begun, also those that no file holds any more.</summary>
    public required long EventCount { get; init; }

    public required int UnacknowledgedCount { get; init; }

    public required int PositionCount { get; init; }

    public required TradingMode Mode { get; init; }

    public required IReadOnlyList<VerifiedOrder> Orders { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public int UnknownCount => Orders.Count(order => order.Progress.State == OrderState.Unknown);

    /// <summary>
    /// True where nothing is damaged, and nothing torn except what an engine may be writing right now.
    /// </summary>
    public bool IsWhole => Scan.Warnings.Count == 0 && (Scan.Torn is null || Use.IsInUse);

    /// <summary>In one word.</summary>
    public string Status => Scan.Warnings.Count > 0 ? "damaged"
        : !IsWhole ? "torn"
        : Scan.IsEmpty ? "empty"
        : "whole";

    /// <summary>The status, and what it means.</summary>
    public string Verdict => Status switch
    {
        "damaged" => "damaged, but a start can read it; the warnings say what is wrong",
        "torn" => "torn: a crash cut off the end, which was never durable; the next start removes it",
        "empty" => "empty: no record was written yet",
        _ => "whole",
    };

    /// <summary>Everything but orders and warnings, to be read by a person.</summary>
    public IEnumerable<(string Name, string Figure)> GetFigures()
    {
        yield return ("state", Verdict);
        yield return ("in use", DescribeUse());
        yield return ("journal id", Scan.JournalId?.ToString() ?? "none");
        yield return ("records", Format.Count(Scan.RecordCount));
        foreach (var (type, count) in RecordsByType)
        {
            yield return ($"  {RecordJson.NameOf(type)}", Format.Count(count));
        }

        yield return ("first sequence", Text(Scan.FirstSequence));
        yield return ("last sequence", Text(Scan.LastSequence));
        yield return ("first time", Text(FirstTime));
        yield return ("last time", Text(LastTime));
        yield return ("segments", Format.Count(Scan.SegmentCount));
        yield return ("bytes", Format.Count(Scan.Bytes));
        yield return ("snapshots", DescribeSnapshots());
        yield return ("torn bytes", DescribeTorn());
        yield return ("events in all", Format.Count(EventCount));
        yield return ("events not acknowledged", Format.Count(UnacknowledgedCount));
        yield return ("positions", Format.Count(PositionCount));
        yield return ("trading mode", RecordJson.NameOf(Mode));
        yield return ("open orders", Format.Count(Orders.Count));
        yield return ("unknown orders", Format.Count(UnknownCount));
    }

    /// <summary>A time to be read by a person, with its offset.</summary>
    public static string Text(DateTimeOffset? time) =>
        time?.ToString("yyyy-MM-dd HH:mm:ss.fffzzz", CultureInfo.InvariantCulture) ?? "none";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string DescribeUse() => Use.IsInUse
        ? $"by process {Use.ProcessId}; records are added while they are counted"
        : "no";

    private string DescribeSnapshots() => Scan.SnapshotSequence == 0
        ? Text(SnapshotCount)
        : $"{Text(SnapshotCount)}, the newest that can be read covers record {Text(Scan.SnapshotSequence)}";

    private string DescribeTorn() => Scan.Torn is not { } torn
        ? "0"
        : $"{Text(torn.Bytes)}, {torn.File} from byte {Text(torn.Position)} on"
            + (Use.IsInUse ? "; normal while an engine writes" : "");
}
