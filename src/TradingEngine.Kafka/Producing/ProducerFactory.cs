using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Kafka.Diagnostics;

namespace TradingEngine.Kafka.Producing;

/// <summary>Makes producers that lose nothing: idempotent, acknowledged by all replicas, without a time limit.</summary>
internal sealed class ProducerFactory
{
    private readonly ProducerConfig _config;
    private readonly ILogger _logger;

    public ProducerFactory(ProducerConfig config, ConnectionWatch connection, ILogger logger)
    {
        _config = config;
        _logger = logger;
        Connection = connection;
    }

    /// <summary>Told of errors and of answers.</summary>
    public ConnectionWatch Connection { get; }

    /// <summary>How the producers call themselves.</summary>
    public string ClientId => _config.ClientId;

    /// <param name="onError">Told of errors that concern no single message.</param>
    public IProducer<byte[], byte[]> Create(Action<Error> onError) => new ProducerBuilder<byte[], byte[]>(_config)
        .SetErrorHandler((_, error) =>
        {
            _logger.ClientError(ClientId, error.Code.ToString(), error.Reason);
            onError(error);
        })
        .SetLogHandler((_, message) => _logger.ClientLog(ClientId, message.Message))
        .Build();
}
