using Confluent.Kafka;
using TradingEngine;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Traders.Paper;

using var broker = EmbeddedKafka.Start(); // yours has an address: options.BootstrapServers = "…"
var options = new KafkaOptions();
broker.Configure(options);
broker.CreateTopics(options, "paper");
var kafka = new KafkaAdapter(options);
await using var engine = new EngineBuilder()
    .AddTrader<PaperTrader>("paper")
    .RouteOthers("paper")
    .AddKafka(kafka)
    .Build();
await engine.StartAsync();
var ingress = Task.Factory.StartNew(() => engine.Run(), TaskCreationOptions.LongRunning); // until StopAsync

using var client = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
var now = DateTimeOffset.UtcNow.ToString("O");
await client.ProduceAsync("market.ticks", new() { Key = "1001", Value = $$$"""
    {"type":"market_tick","data":{"instrument_token":1001,"last_price":95.35,"timestamp":"{{{now}}}"} }
    """ });
SpinWait.SpinUntil(() => engine.GetStatus().TickCount == 1);
await client.ProduceAsync("paper.signals.validated", new() { Key = "momentum:1001", Value = $$$"""
    {"id":"signal-1","type":"validated_signal","data":{"validated_quantity":10,"original_signal":{"strategy_id":"momentum",
     "instrument_token":1001,"signal_type":"BUY","quantity":10,"timestamp":"{{{now}}}"} } }
    """ });
SpinWait.SpinUntil(() => kafka.GetStatus() is { AcknowledgedCount: 1, SignalsInFlight: 0 }); // the broker has the fill
Console.WriteLine($"{engine.Positions.GetPositions()[0].Quantity} of 1001 held");

await engine.StopAsync(); // works off what is under way, commits, leaves the group
await ingress;
