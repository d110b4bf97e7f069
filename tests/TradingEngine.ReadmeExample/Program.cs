using TradingEngine;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.Traders.Paper;

var events = new InMemorySink();
await using var engine = new EngineBuilder()
    .AddTrader<PaperTrader>("paper")
    .Route("momentum", "paper")
    .AddSink(events)
    .Build();
await engine.StartAsync();

var now = TimeProvider.System.GetUtcNow();
engine.Publish(new MarketTick(InstrumentToken: 256265, LastPrice: Price.Parse("18250.55"), LastTradedQuantity: 50, now));
engine.Publish(new TradingSignal
{
    SignalId = "signal-1", StrategyId = "momentum", InstrumentToken = 256265,
    Type = SignalType.Buy, Quantity = 50, Timestamp = now,
});
await engine.StopAsync(); // works off everything first

foreach (var e in events.Events)
    Console.WriteLine($"{e.Type}: {e.Side} {e.Quantity} at {e.Price}, fees {e.Fees}, order {e.OrderId}");
