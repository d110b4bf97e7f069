using TradingEngine.Hosting.Settings;
using TradingEngine.Runner.Configuration;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Hosting;
using TradingEngine.Zerodha.Instruments;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Runner.Kite;

/// <summary>What is done at Kite without an engine.</summary>
internal sealed class KiteRun : IDisposable
{
    private readonly ZerodhaOptions _options;
    private readonly InstrumentSettings _instruments;
    private readonly KiteSession _session;
    private readonly KiteClient _client;

    private KiteRun(ZerodhaOptions options, InstrumentSettings instruments)
    {
        _options = options;
        _instruments = instruments;
        _session = new KiteSession(
            new KiteSessionOptions { UserId = options.UserId ?? "", TokenFile = options.TokenFile ?? "" },
            TimeProvider.System);
        _client = new KiteClient(options.Client, _session, TimeProvider.System);
    }

    /// <summary>Does one thing, with the settings.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> ExecuteAsync(SettingSources sources, Func<KiteRun, Task<int>> act)
    {
        try
        {
            var settings = RunnerSettings.Load(sources);
            var reader = new SettingReader(settings.Configuration);
            var options = new ZerodhaOptions();
            ZerodhaSettings.Read(reader, options);
            if (reader.Report.Errors.Count > 0)
            {
                foreach (var error in reader.Report.Errors)
                {
                    await Console.Error.WriteLineAsync(error);
                }

                return ExitStatus.WrongUsage;
            }

            using var run = new KiteRun(options, settings.Instruments);
            return await act(run);
        }
        catch (InvalidDataException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitStatus.WrongUsage;
        }
        catch (Exception exception) when (exception is KiteException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"kite failed: {exception.Message}");
            return ExitStatus.Failed;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _session.Dispose();
    }

    /// <summary>Logs in.</summary>
    public async Task<int> LoginAsync(string? requestToken, CancellationToken cancellationToken)
    {
        if (_options.TokenFile is not { } path)
        {
            await Console.Error.WriteLineAsync("Zerodha:TokenFile must name the file that the login is written to.");
            return ExitStatus.WrongUsage;
        }

        await Console.Out.WriteLineAsync($"Log in here: {_client.LoginAddress}");
        if (requestToken is null)
        {
            await Console.Out.WriteLineAsync("You are sent to the address of your app. Paste that address, or its request_token:");
            requestToken = await Console.In.ReadLineAsync(cancellationToken);
        }

        if (TokenIn(requestToken) is not { } token)
        {
            await Console.Error.WriteLineAsync("There is no request token in that.");
            return ExitStatus.Failed;
        }

        var login = await _client.CreateSessionAsync(token, cancellationToken);
        try
        {
            _session.Set(login);
        }
        catch (ArgumentException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitStatus.Failed;
        }

        new KiteTokenFile(path).Write(login);
        var expiry = _session.Expiry?.ToOffset(TimeSpan.FromMinutes(330));
        await Console.Out.WriteLineAsync(
            $"{login.UserId} is logged in until {expiry:yyyy-MM-dd HH:mm} IST; written to {path}.");
        return ExitStatus.Done;
    }

    /// <summary>Downloads the instruments of today.</summary>
    public async Task<int> DownloadAsync(CancellationToken cancellationToken)
    {
        if (_instruments.CacheDirectory.Length == 0)
        {
            await Console.Error.WriteLineAsync("Instruments:CacheDirectory must name where the list is kept.");
            return ExitStatus.WrongUsage;
        }

        if (_options.AccessToken is { } token)
        {
            _session.Set(token, _options.UserId ?? "");
        }
        else
        {
            _session.TryRefresh();
        }

        var cache = new InstrumentCache(_instruments.CacheDirectory);
        var list = await cache.RefreshAsync(
            token => _client.GetInstrumentsAsync(null, token), TimeProvider.System.GetUtcNow(), cancellationToken);
        await Console.Out.WriteLineAsync(list is null
            ? "The list of today is there already."
            : $"{list.Registry.Count} instruments, {list.RefusedCount} rows refused.");
        return ExitStatus.Done;
    }

    /// <summary>The token in an address with parameters, or the text itself.</summary>
    private static string? TokenIn(string? text)
    {
        const string name = "request_token=";
        text = text?.Trim() ?? "";
        var start = text.IndexOf(name, StringComparison.Ordinal);
        if (start >= 0)
        {
            text = text[(start + name.Length)..].Split('&', '#')[0];
        }

        return text.Length > 0 && text.All(char.IsAsciiLetterOrDigit) ? text : null;
    }
}
