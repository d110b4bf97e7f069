using Microsoft.Extensions.Time.Testing;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.TestKit;

/// <summary>A started engine with a clock that stands, an in-memory sink, and ways to wait for it.</summary>
public sealed class TestEngine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TestEngine(Engine engine, InMemorySink sink, FakeTimeProvider clock)
    {
        Engine = engine;
        Sink = sink;
        Clock = clock;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>Everything that came out.</summary>
    public InMemorySink Sink { get; }

    /// <summary>The clock; it stands at <see cref="Make.Time"/> until the test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Builds and starts an engine.</summary>
    /// <param name="topology">On which threads the stages run.</param>
    /// <param name="configure">Adds traders, routes and what else the test needs.</param>
    /// <param name="keepsEvents">False leaves <see cref="Sink"/> empty, for tests that count bytes.</param>
    public static async Task<TestEngine> StartAsync(
        Topology topology, Action<EngineBuilder> configure, bool keepsEvents = true)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var clock = new FakeTimeProvider(Make.Time);
        var sink = new InMemorySink();
        var builder = new EngineBuilder().UseTimeProvider(clock);
        if (keepsEvents)
        {
            builder.AddSink(sink);
        }

        builder.Options.Topology = topology;
        configure(builder);
        var engine = builder.Build();
        await engine.StartAsync();
        return new TestEngine(engine, sink, clock);
    }

    /// <summary>Waits until all that was published is done, and returns the order events so far.</summary>
    public IReadOnlyList<OrderEvent> Drain()
    {
        if (!Engine.Drain(Patience))
        {
            throw new TimeoutException("The engine was not drained.");
        }

        return Sink.Events;
    }

    /// <summary>Signals that were decided with a reason.</summary>
    public long Count(RejectReason reason) => Engine.GetStatus().SignalsByReason[reason];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
