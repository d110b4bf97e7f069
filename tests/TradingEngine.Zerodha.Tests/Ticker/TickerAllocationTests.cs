using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>After warm-up a tick of Kite's ticker allocates nothing. Counted, and the alarm is shown to work.</summary>
[TestFixture]
[NonParallelizable]
public sealed class TickerAllocationTests
{
    private const int PacketsPerFrame = 100;
    private const int FrameCount = 1_000;
    private const int Rounds = 3;
    private const int TickCount = PacketsPerFrame * FrameCount;

    /// <summary>What the test host's own threads may allocate meanwhile; one byte per tick would be more.</summary>
    private const long HostNoiseBytes = 64 * 1024;

    private static readonly byte[] Frame = Packets.Frame([.. Enumerable.Range(1, PacketsPerFrame).Select(
        i => Packets.Full((uint)i << 8, 10_000 + i, (uint)Make.Time.ToUnixTimeSeconds()))]);

    [Test]
    public void ShouldAllocateNothingPerParsedPacket()
    {
        var parser = new KiteTickParser();
        var target = new CountingTarget();
        Parse(parser, target);

        Assert.That(AllocatedByThisThread(() => Parse(parser, target)), Is.Zero);
        Assert.That(target.Count, Is.EqualTo(2 * TickCount));
    }

    [Test]
    public void ShouldAllocateNothingWhenItKeepsOnlyTheNewest()
    {
        var queue = new FrameQueue(frameCount: 2, instrumentCount: PacketsPerFrame);
        AddFrames(queue);

        Assert.That(AllocatedByThisThread(() => AddFrames(queue)), Is.Zero);
        Assert.That(queue.OverflowFrameCount, Is.EqualTo((2 * FrameCount) - 2));
    }

    [Test]
    public async Task ShouldAllocateNothingPerPublishedTick()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.FrameBufferCount = FrameCount);
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();
        var (before, after) = (0L, 0L);
        for (var round = 1; round <= 2; round++)
        {
            await SendFramesAsync(connection);
            var frames = round * FrameCount;
            Patience.Until(() => rig.Source.GetStatus().FrameCount == frames);
            before = GC.GetAllocatedBytesForCurrentThread();
            PollUntilIdle(rig);
            after = GC.GetAllocatedBytesForCurrentThread();
        }

        Assert.That(after - before, Is.Zero);
        Assert.That(rig.Source.GetStatus().TickCount, Is.EqualTo(2 * TickCount));
    }

    /// <remarks>From the network to the ring: the thread that sends allocates nothing either.</remarks>
    [Test]
    public async Task ShouldAllocateNothingPerTickOnAnyThread()
    {
        using var server = new RawServer();
        await using var rig = await SourceRig.CreateAsync(options =>
        {
            options.SocketRoot = server.Root;
            options.FrameBufferCount = FrameCount;
        });
        await rig.StartAsync();
        await server.AcceptAsync();
        var frame = RawServer.Encode(Frame);
        using var go = new SemaphoreSlim(0);
        var sending = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                go.Wait();
                server.Send(frame, FrameCount);
            }
        });
        sending.Start();
        var seen = 0L;
        rig.Source.TickReceived += _ => seen++;

        // Every buffer has held a frame once before it is counted.
        go.Release();
        Patience.Until(() => rig.Source.GetStatus().FrameCount == FrameCount);
        PollUntilIdle(rig);
        var allocated = 0L;
        for (var round = 2; round <= Rounds; round++)
        {
            allocated = AllocatedByAllThreads(() =>
            {
                go.Release();
                rig.PollUntil(() => seen == round * TickCount);
            });
        }

        sending.Join();
        Assert.That(allocated, Is.LessThan(HostNoiseBytes));
    }

    [Test]
    public async Task ShouldRaiseTheAlarmWhenSomethingAllocates()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.FrameBufferCount = FrameCount);
        object? last = null;
        rig.Source.TickReceived += _ => last = new object();
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();
        await SendFramesAsync(connection);
        Patience.Until(() => rig.Source.GetStatus().FrameCount == FrameCount);

        Assert.That(AllocatedByThisThread(() => PollUntilIdle(rig)), Is.GreaterThanOrEqualTo(TickCount * 24L));
        Assert.That(last, Is.Not.Null);
        Assert.That(
            AllocatedByAllThreads(() => GC.KeepAlive(new byte[HostNoiseBytes])), Is.GreaterThan(HostNoiseBytes));
    }

    private static void Parse(KiteTickParser parser, CountingTarget target)
    {
        for (var i = 0; i < FrameCount; i++)
        {
            parser.Parse(Frame, Make.Time, target, listener: null);
        }
    }

    private static void AddFrames(FrameQueue queue)
    {
        for (var i = 0; i < FrameCount; i++)
        {
            queue.Add(Frame, Make.Time);
        }
    }

    private static async Task SendFramesAsync(ServerConnection connection)
    {
        for (var i = 0; i < FrameCount; i++)
        {
            await connection.SendPlainAsync(Frame);
        }
    }

    private static void PollUntilIdle(SourceRig rig)
    {
        while (rig.Source.Poll(rig.Engine.Ingress) != TradingEngine.Ingress.SourceStatus.Idle)
        {
        }
    }

    private static long AllocatedByAllThreads(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static long AllocatedByThisThread(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class CountingTarget : ITickTarget
    {
        public long Count { get; private set; }

        public void Add(in MarketTick tick) => Count++;
    }
}
