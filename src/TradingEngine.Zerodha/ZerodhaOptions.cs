using System.Globalization;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha;

/// <summary>How a <see cref="ZerodhaTrader"/> trades. Read once, when it is made.</summary>
public sealed class ZerodhaOptions
{
    /// <summary>Where Kite is, and who asks.</summary>
    public KiteClientOptions Client { get; } = new();

    /// <summary>
    /// The access token of today, where it is not in a file. <value>The default is none.</value>
    /// </summary>
    public string? AccessToken { get; set; }

    /// <summary>
    /// The file that <c>kite login</c> writes and that is looked for again while there is no valid token. <value>The
    /// default is none.</value>
    /// </summary>
    public string? TokenFile { get; set; }

    /// <summary>
    /// The account that orders are for, such as <c>AB1234</c>: a token of another one is refused. <value>The default is
    /// none, which takes any.</value>
    /// </summary>
    public string? UserId { get; set; }

    /// <summary>How orders are placed where their strategy has no terms of its own.</summary>
    public OrderTerms Terms { get; set; } = new();

    /// <summary>The terms of strategies, by their ids. <value>The default is none.</value></summary>
    public IDictionary<string, OrderTerms> StrategyTerms { get; } =
        new Dictionary<string, OrderTerms>(StringComparer.Ordinal);

    /// <summary>
    /// The largest quantity of one order at the exchange, by the name of the underlying or the symbol: Kite lists it
    /// nowhere. <value>The default is none.</value>
    /// </summary>
    public IDictionary<string, long> FreezeQuantities { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>
    /// Orders that one order may be sliced into, 1 to 100: a slice counts against the rate limit. <value>The default
    /// is 10.</value>
    /// </summary>
    public int SliceCountMax { get; set; } = 10;

    /// <summary>
    /// Orders, modifications and cancellations in any second, 1 to 1,000; Zerodha's limit for an account is 10.
    /// <value>The default is 10.</value>
    /// </summary>
    public int OrdersPerSecondMax { get; set; } = 10;

    /// <summary>The same in any minute, 1 to 100,000. <value>The default is 400, Zerodha's limit.</value></summary>
    public int OrdersPerMinuteMax { get; set; } = 400;

    /// <summary>The same in a day, 1 to 100,000. <value>The default is 5,000, Zerodha's limit.</value></summary>
    public int OrdersPerDayMax { get; set; } = 5_000;

    /// <summary>Reads in any second, 1 to 1,000. <value>The default is 10, Zerodha's limit.</value></summary>
    public int ReadsPerSecondMax { get; set; } = 10;

    /// <summary>
    /// The share of the orders that only cancellations and orders that reduce a position may use, in percent, 0 to 90.
    /// <value>The default is 20.</value>
    /// </summary>
    public int ReservedPercent { get; set; } = 20;

    /// <summary>
    /// How long a call waits for its budget before it is refused, zero or more. <value>The default is 2
    /// seconds.</value>
    /// </summary>
    public TimeSpan BudgetWaitMax { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Modifications of one order, 0 to 1,000; Kite's limit is 25. <value>The default is 25.</value>
    /// </summary>
    public int ModificationsMax { get; set; } = 25;

    /// <summary>
    /// How long after it may have been sent an order that is not in the order book counts as not placed; above zero.
    /// Orders were seen to appear after 90 seconds. <value>The default is two minutes.</value>
    /// </summary>
    public TimeSpan NotFoundWait { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How often the order book is read while an order is in doubt or order updates do not come; above zero. <value>The
    /// default is 2 seconds.</value>
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the list of trades may be behind the order book before the average of the order book counts, zero or
    /// more. <value>The default is 5 seconds.</value>
    /// </summary>
    public TimeSpan TradesWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether order updates are listened to; without them the order book is polled. <value>The default is true.</value>
    /// </summary>
    public bool HasOrderUpdates { get; set; } = true;

    /// <summary>What is wrong, each a sentence; empty where nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>(Client.Validate());
        errors.AddRange(Terms.Validate("Terms: "));
        foreach (var (strategyId, terms) in StrategyTerms)
        {
            errors.AddRange(terms.Validate($"Terms of '{strategyId}': "));
        }

        foreach (var (name, quantity) in FreezeQuantities)
        {
            CheckRange(errors, $"The freeze quantity of '{name}'", quantity, 1, long.MaxValue);
        }

        CheckRange(errors, nameof(SliceCountMax), SliceCountMax, 1, 100);
        CheckRange(errors, nameof(OrdersPerSecondMax), OrdersPerSecondMax, 1, 1_000);
        CheckRange(errors, nameof(OrdersPerMinuteMax), OrdersPerMinuteMax, 1, 100_000);
        CheckRange(errors, nameof(OrdersPerDayMax), OrdersPerDayMax, 1, 100_000);
        CheckRange(errors, nameof(ReadsPerSecondMax), ReadsPerSecondMax, 1, 1_000);
        CheckRange(errors, nameof(ReservedPercent), ReservedPercent, 0, 90);
        CheckRange(errors, nameof(ModificationsMax), ModificationsMax, 0, 1_000);
        CheckSpan(errors, nameof(BudgetWaitMax), BudgetWaitMax, TimeSpan.Zero);
        CheckSpan(errors, nameof(NotFoundWait), NotFoundWait, TimeSpan.FromTicks(1));
        CheckSpan(errors, nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(10));
        CheckSpan(errors, nameof(TradesWait), TradesWait, TimeSpan.Zero);
        return errors;
    }

    private static void CheckRange(List<string> errors, string name, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            var range = max == long.MaxValue ? $"{min} or more" : $"{min} to {max}";
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {range}, not {value}."));
        }
    }

    private static void CheckSpan(List<string> errors, string name, TimeSpan value, TimeSpan min)
    {
        if (value < min || value > TimeSpan.FromDays(1))
        {
            errors.Add($"{name} is {min} to one day, not {value}.");
        }
    }
}
