using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>Puts its key into what it says of a refusal.</summary>
internal sealed class TalkativeTrader(ITrader inner, string secret) : BrokenTrader(inner)
{
    protected override OrderResult Say(OrderResult truth, Order order) =>
        truth.Kind == OrderResultKind.Rejected ? OrderResult.Rejected($"{truth.Message} (key {secret})") : truth;
}
