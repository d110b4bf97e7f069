namespace TradingEngine.Kafka;

/// <summary>Adds Kafka to an engine.</summary>
public static class KafkaEngineBuilderExtensions
{
    /// <summary>Adds the feed and the sink of an adapter. Call <see cref="Engine.Run"/> to read.</summary>
    public static EngineBuilder AddKafka(this EngineBuilder builder, KafkaAdapter adapter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(adapter);
        return builder.AddSource(adapter.Feed).AddSink(adapter.Sink);
    }

    /// <summary>Adds a feed and a sink with these options.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names all of them.</exception>
    public static EngineBuilder AddKafka(this EngineBuilder builder, Action<KafkaOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new KafkaOptions();
        configure(options);
        return builder.AddKafka(new KafkaAdapter(options));
    }
}
