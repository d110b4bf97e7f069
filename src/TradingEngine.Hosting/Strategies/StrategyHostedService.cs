using Microsoft.Extensions.Hosting;

namespace TradingEngine.Hosting.Strategies;

/// <summary>Follows the source of strategies after the engine has started, until before it stops.</summary>
internal sealed class StrategyHostedService : IHostedService
{
    private readonly StrategyUpdater _updater;
    private readonly Engine _engine;

    public StrategyHostedService(StrategyUpdater updater, Engine engine)
    {
        _updater = updater;
        _engine = engine;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _updater.Start(_engine);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _updater.StopAsync();
}
