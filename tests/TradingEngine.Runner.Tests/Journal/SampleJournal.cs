using System.Buffers.Binary;
using System.IO.Hashing;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Tests.Journal;

/// <summary>
/// The journal of an engine with the paper trader and a live one, whose orders end in every way or have no end: in the
/// middle of the day, as a kill leaves it, and after the engine was stopped.
/// </summary>
internal sealed class SampleJournal : IDisposable
{
    private readonly TempFolder _root = new();

    /// <summary>What the engine's sink got, in that order.</summary>
    public IReadOnlyList<OrderEvent> Events { get; private set; } = [];

    /// <summary>The journal that the engine closed.</summary>
    public string Stopped => _root["stopped"];

    /// <summary>A copy from before the stop.</summary>
    public string Killed => _root["killed"];

    /// <summary>The newest segment of the journal that the engine closed.</summary>
    public string Segment => Directory.GetFiles(Stopped, "*.tej").Max()!;

    public static async Task<SampleJournal> MakeAsync()
    {
        var journal = new SampleJournal();
        await using var test = await StartAsync(journal.Stopped);
        test.Engine.Publish(Make.Tick(1, "100.05"));
        test.Engine.Publish(Make.Signal("filled-on-paper", quantity: 7) with
        {
            Trader = "paper",
            CorrelationId = "a \"correlation\" of Zürich",
            TraceId = "trace",
            Price = Price.Parse("99.5"),
        });
        test.Engine.Publish(Make.Signal("no-price", token: 99) with
        {
            Trader = "paper",
            Timestamp = Make.Time.ToOffset(TimeSpan.Zero),
        });
        foreach (var id in (string[])["accepted", "partial", "unknown", "filled", "refused"])
        {
            test.Engine.Publish(Make.Signal(id, SignalType.Sell) with { Trader = "live" });
        }

        test.Engine.Publish(Make.Signal("held", SignalType.Hold));
        test.Engine.Publish(Make.Signal("for-nobody") with { Trader = "nobody" });
        journal.Events = test.Drain();
        Copy(journal.Stopped, journal.Killed);
        return journal;
    }

    /// <summary>Starts an engine whose live trader answers as the signal's id says.</summary>
    public static Task<TestEngine> StartAsync(string directory, int segmentBytes = 64 << 20) =>
        TestEngine.StartAsync(Topology.Fused, builder =>
        {
            builder.AddTrader<PaperTrader>("paper");
            builder.AddTrader("live", new DelegateTrader(order => order.Signal.SignalId switch
            {
                "accepted" => OrderResult.Accepted("b-1"),
                "partial" => OrderResult.PartiallyFilled(4, Price.Parse("100.12345678"), 1.0500m, "b-2"),
                "unknown" => OrderResult.Unknown("no answer"),
                "refused" => OrderResult.Rejected("no margin"),
                _ => OrderResult.Filled(order.Quantity, Price.Parse("101"), 2.5m),
            }));
            builder.RouteOthers("paper");
            builder.Options.LaneCount = 1;
            builder.UseJournal(directory, options => options.SegmentBytes = segmentBytes);
        });

    /// <summary>Copies a directory, also one that is written.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var name in Directory.GetFiles(from).Select(file => Path.GetFileName(file)))
        {
            if (!name.StartsWith("lock", StringComparison.Ordinal))
            {
                File.Copy(Path.Combine(from, name), Path.Combine(to, name));
            }
        }
    }

    /// <summary>Adds a record to a segment as the README of the journal says.</summary>
    public static void Append(string segment, long sequence, byte type, params byte[] payload)
    {
        var bytes = File.ReadAllBytes(segment);
        var record = new byte[16 + payload.Length + 8];
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        record[4] = type;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(8), sequence);
        payload.CopyTo(record, 16);
        var seed = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24));
        var hash = XxHash3.HashToUInt64(record.AsSpan(0, record.Length - 8), seed);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(record.Length - 8), hash);
        File.WriteAllBytes(segment, [.. bytes, .. record]);
    }

    public void Dispose() => _root.Dispose();
}
