namespace TradingEngine.Zerodha.Session;

/// <summary>The access token as a state: there is a valid one, or someone has to log in. Any thread may use it.</summary>
public sealed class KiteSession
{
    private static readonly TimeSpan IndiaOffset = new(5, 30, 0);

    private readonly Lock _gate = new();
    private readonly string? _tokenFile;
    private readonly TimeOnly _expiryTime;
    private TimeProvider _timeProvider;
    private KiteToken? _token;
    private string? _refused;
    private string _reason = "there is no access token yet";

    /// <summary>A session without a token.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="tokenFile">Where a login is written by <c>kite login</c>; null for nowhere.</param>
    /// <param name="expiryTime">When tokens expire, in the time of India; null for 06:00.</param>
    public KiteSession(TimeProvider timeProvider, string? tokenFile = null, TimeOnly? expiryTime = null)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        _tokenFile = tokenFile;
        _expiryTime = expiryTime ?? new TimeOnly(6, 0);
    }

    /// <summary>The token that is valid now; null where someone has to log in.</summary>
    public KiteToken? Current
    {
        get
        {
            lock (_gate)
            {
                if (_token is not null && ExpiryOf(_token) <= _timeProvider.GetUtcNow())
                {
                    _reason = $"the access token of {_token.LoginTime.ToOffset(IndiaOffset):yyyy-MM-dd} is over since {_expiryTime:HH:mm} IST";
                    _token = null;
                }

                return _token;
            }
        }
    }

    /// <summary>Why someone has to log in; null where nobody has.</summary>
    public string? LoginNeeded
    {
        get
        {
            lock (_gate)
            {
                return Current is null ? _reason : null;
            }
        }
    }

    /// <summary>The clock; that of the engine, once there is one.</summary>
    internal TimeProvider TimeProvider
    {
        set
        {
            lock (_gate)
            {
                _timeProvider = value;
            }
        }
    }

    /// <summary>When a token expires: at the first expiry time after its login.</summary>
    public DateTimeOffset ExpiryOf(KiteToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var login = token.LoginTime.ToOffset(IndiaOffset);
        var sameDay = new DateTimeOffset(login.Date + _expiryTime.ToTimeSpan(), IndiaOffset);
        return login < sameDay ? sameDay : sameDay.AddDays(1);
    }

    /// <summary>Takes a new token.</summary>
    public void Set(KiteToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        lock (_gate)
        {
            _token = token;
            _refused = null;
        }
    }

    /// <summary>Gives a token up that was refused, unless there is another one already.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="reason">Why; a part of a sentence, and no secret.</param>
    public void Invalidate(string accessToken, string reason)
    {
        lock (_gate)
        {
            if (_token?.AccessToken == accessToken)
            {
                _token = null;
                _refused = accessToken;
                _reason = reason;
            }
        }
    }

    /// <summary>Looks into the token file.</summary>
    /// <returns>True where a token was found that is valid and was not refused before.</returns>
    public bool TryRefresh()
    {
        if (_tokenFile is null)
        {
            return false;
        }

        var token = KiteTokenFile.Read(_tokenFile, out var problem);
        lock (_gate)
        {
            if (token is null)
            {
                _reason = problem;
                return false;
            }

            if (token.AccessToken == _refused || token.AccessToken == _token?.AccessToken)
            {
                return false;
            }

            _token = token;
            return Current is not null;
        }
    }
}
