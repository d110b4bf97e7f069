namespace TradingEngine.Runner.Demo;

/// <summary>How the events of the day come to the engine.</summary>
internal interface IDemoWay : IDisposable
{
    /// <summary>The clock of the day.</summary>
    TimeProvider Clock { get; }

    /// <summary>How many of the events of the day are on their way. Any thread may read it.</summary>
    long PublishedCount { get; }

    /// <summary>Adds what the engine needs for it.</summary>
    void AddTo(EngineBuilder builder);

    /// <summary>Runs the day on a started engine until everything is done. The calling thread polls the sources.</summary>
    /// <returns>False where it was interrupted.</returns>
    bool Run(Engine engine, CancellationToken interrupt);

    /// <summary>What went over Kafka; null where nothing does.</summary>
    KafkaFigures? ReadKafka();
}
