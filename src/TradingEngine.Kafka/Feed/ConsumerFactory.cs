using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Kafka.Diagnostics;

namespace TradingEngine.Kafka.Feed;

/// <summary>Makes consumers whose errors and messages go to the log and the watch.</summary>
internal static class ConsumerFactory
{
    public static IConsumer<TKey, TValue> Build<TKey, TValue>(
        ConsumerConfig config,
        ConnectionWatch connection,
        ILogger logger,
        Action<ConsumerBuilder<TKey, TValue>> configure)
    {
        var builder = new ConsumerBuilder<TKey, TValue>(config)
            .SetErrorHandler((_, error) =>
            {
                logger.ClientError(config.ClientId, error.Code.ToString(), error.Reason);
                connection.OnError(error);
            })
            .SetLogHandler((_, message) => logger.ClientLog(config.ClientId, message.Message));
        configure(builder);
        return builder.Build();
    }
}
