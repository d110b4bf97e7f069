namespace TradingEngine.Runner.Demo;

/// <summary>Without Kafka: the engine's own thread makes the day and publishes it.</summary>
internal sealed class InProcessWay : IDemoWay
{
    private readonly GeneratedDaySource _source;

    public InProcessWay(GeneratedDay day, Pacer pacer)
    {
        _source = new GeneratedDaySource(day, pacer);
    }

    public TimeProvider Clock => _source.Clock;

    public long PublishedCount => _source.PublishedCount;

    public void AddTo(EngineBuilder builder) => builder.AddSource(_source);

    public bool Run(Engine engine, CancellationToken interrupt)
    {
        var isWhole = true;
        try
        {
            engine.Run(interrupt);
        }
        catch (OperationCanceledException)
        {
            isWhole = false;
        }

        engine.Drain(Timeout.InfiniteTimeSpan);
        return isWhole;
    }

    public KafkaFigures? ReadKafka() => null;

    public void Dispose()
    {
    }
}
