using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TradingEngine.Hosting;

/// <summary>Starts the engine with the host, polls its sources on a thread of its own, and stops it in order.</summary>
internal sealed class EngineHostedService : IHostedService
{
    public const string ThreadName = "TradingEngine ingress";

    /// <summary>What the thread needs to end after its last poll has returned, with much to spare.</summary>
    private static readonly TimeSpan ThreadEndTimeout = TimeSpan.FromSeconds(5);

    private readonly Engine _engine;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly EngineHostOptions _options;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _thread;
    private volatile bool _isStopping;

    public EngineHostedService(
        Engine engine, IHostApplicationLifetime lifetime, IOptions<EngineHostOptions> options, ILoggerFactory loggers)
    {
        _engine = engine;
        _lifetime = lifetime;
        _options = options.Value;
        _logger = loggers.CreateLogger<EngineHostedService>();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _engine.StartAsync(cancellationToken).ConfigureAwait(false);
        if (_engine.HasSources)
        {
            _thread = new Thread(RunSources) { IsBackground = true, Name = ThreadName };
            _thread.Start();
        }
    }

    /// <summary>
    /// Stops the engine, which ends the polling first. The token is not used: cutting the drain short would lose
    /// events, and <see cref="EngineOptions.StopTimeout"/> bounds it.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        await _engine.StopAsync().ConfigureAwait(false);
        if (_thread is null)
        {
            return;
        }

        try
        {
            await _ended.Task.WaitAsync(ThreadEndTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.ThreadLeftBehind();
            return;
        }

        _thread.Join();
    }

    private void RunSources()
    {
        try
        {
            if (!_isStopping)
            {
                _engine.Run(CancellationToken.None);
                OnEnded();
            }
        }
        catch (Exception exception)
        {
            OnFailed(exception);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    /// <summary>Run also returns where somebody stops the engine; then the sources have not ended.</summary>
    private void OnEnded()
    {
        if (_isStopping || _engine.State != EngineState.Running)
        {
            return;
        }

        _logger.SourcesEnded();
        if (_options.StopWhenSourcesEnd)
        {
            _lifetime.StopApplication();
        }
    }

    private void OnFailed(Exception exception)
    {
        if (_isStopping)
        {
            _logger.SourceThrewAtStop(exception);
            return;
        }

        _logger.SourceThrew(exception);
        if (_options.FailureExitCode != 0)
        {
            Environment.ExitCode = _options.FailureExitCode;
        }

        _lifetime.StopApplication();
    }
}
