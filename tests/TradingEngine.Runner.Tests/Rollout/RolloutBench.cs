using System.Globalization;
using TradingEngine.Model;
using TradingEngine.Runner.Tests.Compare;
using TradingEngine.Runner.Tests.Strategies;

namespace TradingEngine.Runner.Tests.Rollout;

/// <summary>The strategy <c>momentum-1</c>, a broker, and the orders that traders have written there.</summary>
internal sealed class RolloutBench : IDisposable
{
    /// <summary>The strategy.</summary>
    public const string Id = "momentum-1";

    /// <summary>The shadow that it is judged by.</summary>
    public const string Shadow = "zerodha.shadow";

    /// <summary>What an order is filled at on paper.</summary>
    public const decimal PaperPrice = 100m;

    private readonly OrderTopicWriter _topics;

    /// <param name="traders">Who has topics.</param>
    public RolloutBench(params string[] traders)
    {
        _topics = new OrderTopicWriter(traders);
        Folder.Add(Id);
    }

    /// <summary>Where the store is.</summary>
    public StrategyFolder Folder { get; } = new();

    /// <summary>Where the signals of the strategy go.</summary>
    public string Route => Folder.Lines("strategies", "show", Id, "--json")[0].GetProperty("route").GetString()!;

    /// <summary>The settings of the broker on a command line.</summary>
    public string[] Kafka => _topics.Arguments;

    /// <summary>Has a trader trade it, or its shadow.</summary>
    public void Enable(string mode, string share = "100") => Folder.Done(
        "strategies", "enable", Id, "--trader", "zerodha", "--mode", mode, "--share", share);

    /// <summary>Takes a step.</summary>
    public RunnerOutput Advance(string to, string? gate, params string[] arguments) =>
        Folder.Run(CommandOf(to, gate, arguments));

    /// <summary>The arguments of a step.</summary>
    public string[] CommandOf(string to, string? gate, params string[] arguments)
    {
        string[] gateOption = gate is null ? [] : ["--gate", gate];
        return ["rollout", "advance", Id, "--to", to, .. gateOption, .. arguments, .. Kafka];
    }

    /// <summary>Writes fills of signals that paper and another trader were given.</summary>
    /// <param name="trader">The other trader.</param>
    /// <param name="count">How many.</param>
    /// <param name="price">What the other one paid.</param>
    /// <param name="age">How long ago it was; nothing for after now.</param>
    /// <param name="strategyId">Whose signals.</param>
    public void Trade(
        string trader, int count, decimal price = PaperPrice, TimeSpan? age = null, string strategyId = Id)
    {
        var time = TimeProvider.System.GetUtcNow() - (age ?? TimeSpan.FromMinutes(-1));
        for (var i = 0; i < count; i++)
        {
            var id = SignalId(trader, price, strategyId, i);
            _topics.Write(
                Compare.Orders.Fill(id, PaperPrice, strategyId: strategyId) with { Timestamp = time },
                Compare.Orders.Fill(id, price, trader: trader, strategyId: strategyId) with { Timestamp = time });
        }
    }

    /// <summary>The lines of fills on paper, of the signals that <see cref="Trade"/> gives a trader.</summary>
    public static IEnumerable<string> PaperLines(string trader, int count)
    {
        var time = TimeProvider.System.GetUtcNow().AddMinutes(1);
        return Enumerable.Range(0, count)
            .Select(i => Compare.Orders.Fill(SignalId(trader, PaperPrice, Id, i), PaperPrice, strategyId: Id))
            .Select(fill => Compare.Orders.Line(fill with { Timestamp = time }));
    }

    /// <summary>Writes an order that failed.</summary>
    public void Fail(string trader)
    {
        var time = TimeProvider.System.GetUtcNow().AddMinutes(1);
        _topics.Write(
            Compare.Orders.Fill("failed", PaperPrice, strategyId: Id) with { Timestamp = time },
            Compare.Orders.Event("failed", OrderEventType.Failed, trader: trader, strategyId: Id) with
            {
                Timestamp = time,
            });
    }

    /// <summary>Writes anything to a topic.</summary>
    public void Write(string topic, string value) => _topics.Write(topic, value);

    public void Dispose()
    {
        _topics.Dispose();
        Folder.Dispose();
    }

    private static string SignalId(string trader, decimal price, string strategyId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{trader}-{price}-{strategyId}-{number}");
}
