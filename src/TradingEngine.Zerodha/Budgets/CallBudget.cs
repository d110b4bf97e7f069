using System.Globalization;

namespace TradingEngine.Zerodha.Budgets;

/// <summary>
/// Lets calls pass as fast as every limit allows and holds the others back for a while. Any thread may call.
/// </summary>
internal sealed class CallBudget
{
    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly CallWindow[] _windows;
    private readonly TimeSpan _waitMax;
    private readonly TimeProvider _timeProvider;
    private long _passedCount;
    private long _heldCount;
    private long _refusedCount;

    /// <param name="name">What is counted, for messages.</param>
    /// <param name="limits">The limits, all of which hold.</param>
    /// <param name="reservedPercent">The share of each that only urgent calls may use.</param>
    /// <param name="waitMax">How long a call is held back before it is refused; zero for not at all.</param>
    /// <param name="timeProvider">The clock.</param>
    public CallBudget(
        string name, RateLimit[] limits, int reservedPercent, TimeSpan waitMax, TimeProvider timeProvider)
    {
        _name = name;
        _windows = Array.ConvertAll(limits, limit => new CallWindow(limit, reservedPercent));
        _waitMax = waitMax;
        _timeProvider = timeProvider;
    }

    /// <summary>Waits until the call may go.</summary>
    /// <returns>Null where it may; otherwise why it may not, as a sentence.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, and is not counted.</exception>
    public async ValueTask<string?> EnterAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        var deadline = _timeProvider.GetUtcNow() + _waitMax;
        for (var isHeld = false; ; isHeld = true)
        {
            if (TryEnter(isUrgent, deadline, isHeld, out var wait, out var refusal) || refusal is not null)
            {
                return refusal;
            }

            await Task.Delay(wait, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes over how many calls the account has made today, others' included.</summary>
    public void LearnDay(int count)
    {
        lock (_gate)
        {
            foreach (var window in _windows)
            {
                window.LearnDay(count, _timeProvider.GetUtcNow());
            }
        }
    }

    /// <summary>What is used now. This method allocates.</summary>
    public BudgetStatus GetStatus()
    {
        lock (_gate)
        {
            var now = _timeProvider.GetUtcNow();
            var uses = Array.ConvertAll(
                _windows, window => new BudgetUse(window.Limit.Window, window.CountAt(now), window.Limit.Count));
            return new BudgetStatus(_name, uses, _passedCount, _heldCount, _refusedCount);
        }
    }

    private bool TryEnter(
        bool isUrgent, DateTimeOffset deadline, bool isHeld, out TimeSpan wait, out string? refusal)
    {
        wait = TimeSpan.Zero;
        refusal = null;
        lock (_gate)
        {
            var now = _timeProvider.GetUtcNow();
            var tightest = default(RateLimit);
            foreach (var window in _windows)
            {
                var one = window.WaitOf(isUrgent, now);
                if (one > wait)
                {
                    (wait, tightest) = (one, window.Limit);
                }
            }

            if (wait == TimeSpan.Zero)
            {
                Array.ForEach(_windows, window => window.Add(now));
                _passedCount++;
                return true;
            }

            if (now + wait > deadline)
            {
                _refusedCount++;
                refusal = Describe(tightest, wait);
            }
            else if (!isHeld)
            {
                _heldCount++;
            }

            return false;
        }
    }

    private string Describe(RateLimit limit, TimeSpan wait) => string.Create(
        CultureInfo.InvariantCulture,
        $"The budget of {limit.Count} {_name} in {TextOf(limit.Window)} is used up; the next is free in " +
        $"{wait.TotalSeconds:0.#} s, and a call is held back for {_waitMax.TotalSeconds:0.#} s at most");

    private static string TextOf(TimeSpan window) => window == RateLimit.Day
        ? "a day"
        : string.Create(CultureInfo.InvariantCulture, $"{window.TotalSeconds:0.#} s");
}
