using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Session;

/// <summary>The access token as a state: there is a valid one, or a person has to log in.</summary>
/// <remarks>
/// For all threads. Reading takes no lock: token and reason stand in one object that is only ever replaced, and whether
/// a token has ended is asked of the clock each time.
/// </remarks>
public sealed class KiteSession : IDisposable
{
    private const string NoToken = "Nobody has logged in yet.";

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly KiteSessionOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly KiteTokenFile? _file;
    private readonly ITimer _expiryTimer;

    private volatile SessionState _state = new(null, default, NoToken);
    private string? _refusedToken;
    private bool _isDisposed;

    /// <summary>Begins without a token; <see cref="TryRefresh"/> or <see cref="Set(KiteToken)"/> brings one.</summary>
    /// <param name="options">When tokens end, whose are taken and where they appear; copied.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message has all of them.</exception>
    public KiteSession(KiteSessionOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options.CopyValid();
        _timeProvider = timeProvider;
        _file = _options.TokenFile.Length == 0 ? null : new KiteTokenFile(_options.TokenFile);
        _expiryTimer = timeProvider.CreateTimer(
            static session => ((KiteSession)session!).OnExpiry(), this, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Token or reason have changed, by a call, or because the token ended. Comes on the thread of the call or of the
    /// pool; what a listener throws is dropped.
    /// </summary>
    public event Action? Changed;

    /// <summary>The token, null when a person has to log in.</summary>
    public KiteToken? Current
    {
        get
        {
            var state = _state;
            return state.Token is not null && _timeProvider.GetUtcNow() < state.Expiry ? state.Token : null;
        }
    }

    /// <summary>When the current token ends, null without one.</summary>
    public DateTimeOffset? Expiry
    {
        get
        {
            var state = _state;
            return state.Token is not null && _timeProvider.GetUtcNow() < state.Expiry ? state.Expiry : null;
        }
    }

    /// <summary>Why a person has to log in, null when there is a token.</summary>
    public string? LoginNeeded
    {
        get
        {
            var state = _state;
            if (state.Token is null)
            {
                return state.Reason;
            }

            return _timeProvider.GetUtcNow() < state.Expiry ? null : EndedAt(state.Expiry);
        }
    }

    /// <summary>Takes a token in place of the last one. One that has ended already leaves no valid token.</summary>
    /// <param name="token">The new token.</param>
    /// <exception cref="ArgumentException">It belongs to another user than the options name.</exception>
    public void Set(KiteToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (IsOfAnother(token))
        {
            throw new ArgumentException(ForeignUser(token), nameof(token));
        }

        lock (_lock)
        {
            _refusedToken = null;
            Take(token);
        }

        RaiseChanged();
    }

    /// <summary>Takes a token of which no time of login is known, as if its user had logged in now.</summary>
    /// <param name="accessToken">The secret, from the configuration.</param>
    /// <param name="userId">Whose it is; empty where that is not known.</param>
    /// <exception cref="ArgumentException">It is no token, or that of another user.</exception>
    public void Set(string accessToken, string userId = "") =>
        Set(new KiteToken(accessToken, userId, _timeProvider.GetUtcNow()));

    /// <summary>Ends a token that Kite refused, if it is still the current one.</summary>
    /// <param name="accessToken">The token that was refused.</param>
    /// <param name="reason">Why, for a person, without secrets.</param>
    public void Invalidate(string accessToken, string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessToken);
        ArgumentException.ThrowIfNullOrEmpty(reason);
        lock (_lock)
        {
            if (_state.Token?.AccessToken != accessToken)
            {
                return;
            }

            _refusedToken = accessToken;
            _state = new SessionState(null, default, KiteText.Clean(KiteSecrets.Hide(reason, [accessToken])));
        }

        RaiseChanged();
    }

    /// <summary>Reads the file again, if there is one. Never throws because of what is in it.</summary>
    /// <returns>
    /// Whether a new valid token came. The one that was refused is not new. Where none came and none is there, <see
    /// cref="LoginNeeded"/> says what is wrong with the file.
    /// </returns>
    public bool TryRefresh()
    {
        if (_file is null)
        {
            return false;
        }

        _file.TryRead(out var token, out var problem);
        bool isNew;
        lock (_lock)
        {
            problem ??= ProblemOf(token!);
            isNew = problem is null && IsNewer(token!);
            if (isNew)
            {
                Take(token!);
            }
            else if (Current is not null || !TryTell(problem!))
            {
                return false;
            }
        }

        RaiseChanged();
        return isNew;
    }

    /// <summary>Stops the clock of the expiry. The session can be read afterwards.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _expiryTimer.Dispose();
        }
    }

    /// <summary>Whether there is a token, and whose, without it.</summary>
    public override string ToString() => LoginNeeded ?? Current?.ToString() ?? NoToken;

    private static string EndedAt(DateTimeOffset expiry) => $"The access token ended at {IndiaTime.Write(expiry)}.";

    private string ForeignUser(KiteToken token) =>
        $"The access token belongs to {(token.UserId.Length == 0 ? "an unknown user" : token.UserId)}"
        + $" and not to {_options.UserId}.";

    // A token from the configuration may come without its user; it is the configuration that names the user then.
    private bool IsOfAnother(KiteToken token) =>
        _options.UserId.Length > 0 && token.UserId.Length > 0
        && !string.Equals(token.UserId, _options.UserId, StringComparison.OrdinalIgnoreCase);

    // A file left from an earlier login must not put a later one out.
    private bool IsNewer(KiteToken token) => Current is not { } current
        || (token.AccessToken != current.AccessToken && token.LoginTime > current.LoginTime);

    private string? ProblemOf(KiteToken token)
    {
        if (IsOfAnother(token))
        {
            return ForeignUser(token);
        }

        if (token.AccessToken == _refusedToken)
        {
            return "The access token there is the one that was refused.";
        }

        var expiry = ExpiryOf(token);
        return _timeProvider.GetUtcNow() < expiry ? null : EndedAt(expiry);
    }

    private void Take(KiteToken token)
    {
        _state = new SessionState(token, ExpiryOf(token), NoToken);
        StartTimer();
    }

    private bool TryTell(string problem)
    {
        var reason = KiteText.Clean($"{_file}: {problem}");
        if (_state.Token is null && _state.Reason == reason)
        {
            return false;
        }

        _state = new SessionState(null, default, reason);
        return true;
    }

    private DateTimeOffset ExpiryOf(KiteToken token)
    {
        // Nobody logged in later than now, whatever a clock elsewhere said; the token would not end otherwise.
        var now = _timeProvider.GetUtcNow();
        var login = (token.LoginTime < now ? token.LoginTime : now).ToUniversalTime();
        if (login.Year < 1970)
        {
            return DateTimeOffset.UnixEpoch;
        }

        var local = login.ToOffset(IndiaTime.Offset);
        var expiry = new DateTimeOffset(local.Date, IndiaTime.Offset) + _options.TokenExpiry.ToTimeSpan();
        return expiry > local ? expiry : expiry.AddDays(1);
    }

    private void StartTimer()
    {
        var wait = _state.Expiry - _timeProvider.GetUtcNow();
        if (!_isDisposed && wait > TimeSpan.Zero)
        {
            _expiryTimer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnExpiry()
    {
        lock (_lock)
        {
            var state = _state;
            if (_isDisposed || state.Token is null)
            {
                return;
            }

            var wait = state.Expiry - _timeProvider.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                // The clock was set back, or a timer came early.
                _expiryTimer.Change(wait < ShortestWait ? ShortestWait : wait, Timeout.InfiniteTimeSpan);
                return;
            }

            _state = new SessionState(null, default, EndedAt(state.Expiry));
        }

        RaiseChanged();
    }

    private void RaiseChanged()
    {
        foreach (var listener in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                listener();
            }
            catch (Exception)
            {
                // A listener that fails must neither keep the token from the others nor end the process.
            }
        }
    }

    private sealed record SessionState(KiteToken? Token, DateTimeOffset Expiry, string Reason);
}
