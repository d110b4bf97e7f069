using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

/// <summary>When sources and sinks are started and stopped.</summary>
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
public sealed class AdapterLifecycleTests(Topology topology)
{
    private readonly List<string> _steps = [];

    [SetUp]
    public void Clear() => _steps.Clear();

    [Test]
    public async Task ShouldStartSinksFirstAndStopThemLast()
    {
        await using var test = await Start(new RecordingSource(_steps), new RecordingSink(_steps));
        await test.Engine.StopAsync();

        Assert.That(_steps, Is.EqualTo(new[] { "sink starts", "source starts", "source stops", "sink stops" }));
    }

    [Test]
    public async Task ShouldEndTheRunBeforeTheSourceStops()
    {
        var source = new RecordingSource(_steps);
        await using var test = await Start(source, new RecordingSink(_steps));
        var run = Task.Factory.StartNew(
            () => test.Engine.Run(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.That(source.Polled.Wait(TimeSpan.FromMinutes(1)));

        await test.Engine.StopAsync();
        await run;

        Assert.That(source.IsPolledAfterStop, Is.False);
    }

    [Test]
    public async Task ShouldRefuseASecondRun()
    {
        var source = new RecordingSource(_steps);
        await using var test = await Start(source, new RecordingSink(_steps));
        var run = Task.Factory.StartNew(
            () => test.Engine.Run(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.That(source.Polled.Wait(TimeSpan.FromMinutes(1)));

        Assert.That(() => test.Engine.Run(), Throws.InvalidOperationException);
        await test.Engine.StopAsync();
        await run;
    }

    [Test]
    public void ShouldNotStartWhereASourceThrowsAndStopWhatWasStarted()
    {
        var source = new RecordingSource(_steps) { Failure = new InvalidOperationException("no topics") };

        Assert.That(
            () => Start(source, new RecordingSink(_steps)), Throws.InvalidOperationException.With.Message.EqualTo("no topics"));
        Assert.That(_steps, Is.EqualTo(new[] { "sink starts", "source starts", "source stops", "sink stops" }));
    }

    [Test]
    public async Task ShouldGiveContextsThatKnowTheEngine()
    {
        var source = new RecordingSource(_steps);
        var sink = new RecordingSink(_steps);
        await using var test = await Start(source, sink);
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        source.Context!.Alert(new Alert(
            AlertKind.TradingHalted, AlertSeverity.Warning, "from a source", "source", Make.Time));
        await test.Engine.StopAsync();

        Assert.That(source.Context.Traders, Is.EqualTo(new[] { "paper" }));
        Assert.That(sink.Context!.LastPrice(1), Is.EqualTo(Price.Parse("7")));
        Assert.That(sink.Context.Positions.GetPositions().Single().Quantity, Is.EqualTo(10));
        Assert.That(test.Sink.Alerts.Single().Message, Is.EqualTo("from a source"));
    }

    private Task<TestEngine> Start(RecordingSource source, RecordingSink sink) =>
        TestEngine.StartAsync(topology, builder => builder
            .AddTrader<PaperTrader>("paper").RouteOthers("paper").AddSource(source).AddSink(sink));

    private sealed class RecordingSource(List<string> steps) : IEventSource
    {
        private bool _hasStopped;

        public ManualResetEventSlim Polled { get; } = new();

        public bool IsPolledAfterStop { get; private set; }

        public Exception? Failure { get; init; }

        public SourceContext? Context { get; private set; }

        public SourceStatus Poll(IngressPort ingress)
        {
            IsPolledAfterStop |= _hasStopped;
            Polled.Set();
            return SourceStatus.Idle;
        }

        public ValueTask StartAsync(SourceContext context, CancellationToken cancellationToken)
        {
            steps.Add("source starts");
            Context = context;
            return Failure is null ? ValueTask.CompletedTask : throw Failure;
        }

        public ValueTask StopAsync(TimeSpan timeout)
        {
            _hasStopped = true;
            steps.Add("source stops");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class RecordingSink(List<string> steps) : IOrderEventSink
    {
        public SinkContext? Context { get; private set; }

        public void Publish(in OrderEvent orderEvent)
        {
        }

        public ValueTask StartAsync(SinkContext context, CancellationToken cancellationToken)
        {
            steps.Add("sink starts");
            Context = context;
            return ValueTask.CompletedTask;
        }

        public ValueTask StopAsync(TimeSpan timeout)
        {
            steps.Add("sink stops");
            return ValueTask.CompletedTask;
        }
    }
}
