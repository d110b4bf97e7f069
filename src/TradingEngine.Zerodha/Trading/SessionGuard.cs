using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Knows whether orders may be sent: there is a token, it is not over, and it is of the account that orders are for.
/// Tells a person when that changes.
/// </summary>
internal sealed class SessionGuard : IDisposable
{
    private readonly KiteSession _session;
    private readonly KiteClient _client;
    private readonly TraderContext _context;
    private readonly string? _userId;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile string? _verified;
    private volatile string? _impediment = "it has not looked for a login yet";
    private bool _wasTold;

    /// <param name="session">The token.</param>
    /// <param name="client">Asks whose token it is.</param>
    /// <param name="userId">The account that orders are for; null for any.</param>
    /// <param name="context">Tells a person.</param>
    public SessionGuard(KiteSession session, KiteClient client, string? userId, TraderContext context)
    {
        _session = session;
        _client = client;
        _userId = userId;
        _context = context;
    }

    /// <summary>Why no order may be sent now; null where one may.</summary>
    public string? Impediment =>
        _session.Current is { } token && token.AccessToken == _verified ? null : _session.LoginNeeded ?? _impediment;

    /// <summary>Looks for a new token where one is needed, and asks whose it is.</summary>
    /// <returns>True where orders may be sent and that is new.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Impediment is null)
            {
                return false;
            }

            if (_session.Current is null)
            {
                _session.TryRefresh();
            }

            if (_session.Current is { } token)
            {
                await VerifyAsync(token, cancellationToken).ConfigureAwait(false);
            }

            return Tell();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task VerifyAsync(KiteToken token, CancellationToken cancellationToken)
    {
        try
        {
            var profile = await _client.GetProfileAsync(cancellationToken).ConfigureAwait(false);
            if (_userId is not null && profile.UserId != _userId)
            {
                _session.Invalidate(
                    token.AccessToken,
                    $"the token is of user {profile.UserId ?? "that Kite does not name"}, and orders are for {_userId}");
                return;
            }

            _verified = token.AccessToken;
        }
        catch (KiteException exception)
        {
            _impediment = $"whose token it is could not be asked: {exception.Message}";
        }
    }

    private bool Tell()
    {
        var impediment = Impediment;
        if (impediment is null)
        {
            if (_wasTold)
            {
                _context.Alert(
                    AlertKind.TraderRestored,
                    AlertSeverity.Information,
                    $"Trader '{_context.Name}' has a valid login again and takes orders");
            }

            _context.Logger.SessionValid(_context.Name);
            _wasTold = false;
            return true;
        }

        if (!_wasTold)
        {
            _wasTold = true;
            _context.Alert(
                AlertKind.TraderImpeded,
                AlertSeverity.Critical,
                $"Trader '{_context.Name}' takes no orders until someone logs in: {impediment}");
        }

        return false;
    }
}
