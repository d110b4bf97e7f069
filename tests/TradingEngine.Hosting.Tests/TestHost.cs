using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TradingEngine.Hosting.Tests;

/// <summary>A real host with an engine in it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _isStarted;

    public TestHost(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(Log);
        configure(builder.Services);
        _host = builder.Build();
    }

    public ListLogger Log { get; } = new();

    public IServiceProvider Services => _host.Services;

    public Engine Engine => Services.GetRequiredService<Engine>();

    public IHostApplicationLifetime Lifetime => Services.GetRequiredService<IHostApplicationLifetime>();

    /// <summary>A configuration of keys and values.</summary>
    public static IConfigurationRoot Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();

    public async Task StartAsync()
    {
        await _host.StartAsync();
        _isStarted = true;
    }

    public Task StopAsync() => _host.StopAsync();

    /// <summary>Waits until something asks the application to stop.</summary>
    public Task WaitForStopRequestAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Lifetime.ApplicationStopping.Register(asked.SetResult);
        return asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        // A host whose services could not be made cannot be stopped either.
        if (_isStarted)
        {
            await _host.StopAsync();
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
