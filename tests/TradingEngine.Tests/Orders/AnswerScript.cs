using CsCheck;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Tests.Orders;

/// <summary>
/// Answers about one order of a simulated broker: what was true after each step, in an order that no broker would give
/// them, with some left out and some repeated; what is true at the end comes at some time.
/// </summary>
/// <param name="Broker">The order as the broker has it in the end.</param>
/// <param name="Answers">What is said of it, in that order.</param>
public sealed record class AnswerScript(BrokerOrder Broker, IReadOnlyList<OrderResult> Answers)
{
    /// <summary>Makes them by chance. Doubt may be among the answers.</summary>
    public static readonly Gen<AnswerScript> Any = Gen.Select(
        Gen.Int[1, 1_000],
        Gen.Int[1, 1_000_000_000],
        Gen.Int,
        (quantity, price, seed) => Of(quantity, Price.FromRaw(price * 1_000L), new Random(seed)));

    private static AnswerScript Of(long quantity, Price price, Random random)
    {
        var signal = Make.Signal("signal", quantity: quantity);
        var order = new Order
        {
            Id = OrderIdentity.OrderIdOf("signal", "broker"),
            Signal = signal,
            Side = Side.Buy,
            Quantity = quantity,
            LastPrice = price,
            Timestamp = Make.Time,
        };
        var broker = new SimulatedBroker { Choose = _ => BrokerBehavior.Rests };
        var tag = broker.Receive(order.Id.ToString(), order).Tag;
        for (var i = random.Next(12); i > 0; i--)
        {
            broker.Advance(random);
        }

        var end = broker.Find(tag)!;
        var answers = new List<OrderResult> { end.ToResult() };
        for (var i = random.Next(20); i > 0; i--)
        {
            answers.Add(random.Next(6) == 0
                ? OrderResult.Unknown("The answer was lost")
                : end.History[random.Next(end.History.Count)]);
        }

        var shuffled = answers.ToArray();
        random.Shuffle(shuffled);

        // A doubt that came after the last word is cleared by asking once more.
        return new AnswerScript(end, [.. shuffled, end.ToResult()]);
    }
}
