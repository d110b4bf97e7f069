using Microsoft.Extensions.Hosting;
using TradingEngine.Hosting;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Traders.Paper;

var builder = Host.CreateApplicationBuilder(args);
builder.Services
    .AddTradingEngine(engine => engine.AddTrader<PaperTrader>("paper").RouteOthers("paper"))
    .AddKafka(builder.Configuration); // its section "Kafka": appsettings.json, environment, command line
builder.Build().Run();
