using BenchmarkDotNet.Attributes;
using TradingEngine.Orders;
using TradingEngine.Routing;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Benchmarks;

/// <summary>The traders of a signal, found in a table of 10,000 strategies.</summary>
[MemoryDiagnoser]
public class RoutingTableBenchmarks
{
    private const int StrategyCount = 10_000;
    private const int SignalCount = 1 << 14;

    private readonly string[] _strategies = new string[SignalCount];
    private readonly UInt128[] _keys = new UInt128[SignalCount];
    private RoutingTable _whole = null!;
    private RoutingTable _shared = null!;

    [GlobalSetup]
    public void Fill()
    {
        const int seed = 1;
        var random = new Random(seed);
        for (var i = 0; i < SignalCount; i++)
        {
            _strategies[i] = NameOf(random.Next(StrategyCount));
            _keys[i] = OrderIdentity.SignalKeyOf($"signal-{i}");
        }

        var whole = new RoutingTableBuilder();
        var shared = new RoutingTableBuilder();
        for (var i = 0; i < StrategyCount; i++)
        {
            whole.Route(NameOf(i), "paper", "live");
            shared.Route(NameOf(i), "paper").RouteShare(NameOf(i), "live", 10);
        }

        var traders = new TraderRegistry([("paper", new PaperTrader()), ("live", new PaperTrader())]);
        _whole = whole.Build(traders);
        _shared = shared.Build(traders);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = SignalCount)]
    public ulong Whole() => Decide(_whole);

    [Benchmark(OperationsPerInvoke = SignalCount)]
    public ulong Shared() => Decide(_shared);

    private ulong Decide(RoutingTable table)
    {
        var sum = 0UL;
        for (var i = 0; i < SignalCount; i++)
        {
            table.TryGetTargets(_strategies[i], _keys[i], out var targets);
            sum += targets;
        }

        return sum;
    }

    private static string NameOf(int strategy) => $"strategy-{strategy}";
}
