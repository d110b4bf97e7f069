using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Budgets;

/// <summary>The budgets of an account: one for everything that changes orders, one for everything that reads.</summary>
internal sealed class KiteBudgets : IKiteGate
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CallBudget _orders;
    private readonly CallBudget _reads;

    public KiteBudgets(ZerodhaOptions options, TimeProvider timeProvider)
    {
        RateLimit[] limits =
        [
            new(options.OrdersPerSecondMax, Second),
            new(options.OrdersPerMinuteMax, TimeSpan.FromMinutes(1)),
            new(options.OrdersPerDayMax, RateLimit.Day),
        ];
        _orders = new CallBudget("orders", limits, options.ReservedPercent, options.BudgetWaitMax, timeProvider);
        _reads = new CallBudget(
            "reads", [new(options.ReadsPerSecondMax, Second)], reservedPercent: 0, options.BudgetWaitMax, timeProvider);
    }

    /// <inheritdoc/>
    public async ValueTask EnterAsync(KiteCall call, CancellationToken cancellationToken)
    {
        var isOrder = call is KiteCall.Place or KiteCall.Exit or KiteCall.Modify or KiteCall.Cancel;
        var refusal = await (isOrder ? _orders : _reads)
            .EnterAsync(isUrgent: call is KiteCall.Exit or KiteCall.Cancel, cancellationToken)
            .ConfigureAwait(false);
        if (refusal is not null)
        {
            throw new KiteException(KiteErrorKind.NotSent, refusal);
        }
    }

    /// <summary>Takes over how many orders the account has in its book today.</summary>
    public void LearnDay(int orderCount) => _orders.LearnDay(orderCount);

    /// <summary>What is used now. This method allocates.</summary>
    public IReadOnlyList<BudgetStatus> GetStatus() => [_orders.GetStatus(), _reads.GetStatus()];
}
