using TradingEngine.Dispatch;
using TradingEngine.Internals;
using TradingEngine.Prices;
using TradingEngine.Routing;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>Makes contenders that all run the same stages, the last of them given.</summary>
/// <typeparam name="TLast">Stage 3: the plain one, or one that also records latencies.</typeparam>
/// <param name="wrap">Makes the last stage of the plain one.</param>
internal sealed class ContenderSet<TLast>(Func<DispatchStage, TLast> wrap)
    where TLast : struct, IValueEventHandler<PipelineSlot>
{
    public Contender Fused(int size, IWaitStrategy waitStrategy) =>
        new RingContender(size, waitStrategy, ring => ring.HandleEventsWith(MakeStages(size)));

    public Contender PerStage(int size, IWaitStrategy waitStrategy)
    {
        var kit = MakeKit(size);
        return new RingContender(size, waitStrategy, ring => ring
            .HandleEventsWith(kit.Price).Then(kit.Routing).Then(wrap(kit.Dispatch)));
    }

    public Contender Inline(int size, bool isFilledBefore = false) =>
        new InlineContender<FusedStages<PriceStage, RoutingStage, TLast>>(size, MakeStages(size), isFilledBefore);

    public Contender Channel(int size, bool isPolled) =>
        new ChannelContender<FusedStages<PriceStage, RoutingStage, TLast>>(size, MakeStages(size), isPolled);

    public Contender Dataflow(int size) =>
        new DataflowContender<FusedStages<PriceStage, RoutingStage, TLast>>(size, MakeStages(size));

    public Contender BlockingCollection(int size) =>
        new BlockingCollectionContender<FusedStages<PriceStage, RoutingStage, TLast>>(size, MakeStages(size));

    private static StageKit MakeKit(int size) => new(size, TickFeed.InstrumentCount, new NullOutlet());

    private FusedStages<PriceStage, RoutingStage, TLast> MakeStages(int size)
    {
        var kit = MakeKit(size);
        return new(kit.Price, kit.Routing, wrap(kit.Dispatch));
    }
}
