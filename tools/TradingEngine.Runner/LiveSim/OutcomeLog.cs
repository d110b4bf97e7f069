using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Runner.LiveSim;

/// <summary>A sink that remembers what came of each signal at each trader.</summary>
internal sealed class OutcomeLog : IOrderEventSink
{
    /// <summary>Signals that are remembered; of later ones nothing is.</summary>
    private const int SignalCountMax = 100_000;

    private readonly Lock _gate = new();
    private readonly List<(TradingSignal Signal, Side Side)> _signals = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string SignalId, string Trader), TraderOutcome> _outcomes = [];

    /// <inheritdoc/>
    public void Publish(in OrderEvent orderEvent)
    {
        lock (_gate)
        {
            if (!_known.Contains(orderEvent.Signal.SignalId) && _signals.Count < SignalCountMax)
            {
                _known.Add(orderEvent.Signal.SignalId);
                _signals.Add((orderEvent.Signal, orderEvent.Side));
            }

            var key = (orderEvent.Signal.SignalId, orderEvent.Trader);
            var before = _outcomes.GetValueOrDefault(key) ?? new TraderOutcome(orderEvent.Type);
            _outcomes[key] = before.After(orderEvent);
        }
    }

    /// <summary>The signals so far, in the order of their first events.</summary>
    public IReadOnlyList<SignalOutcome> Read(string live, string paper)
    {
        lock (_gate)
        {
            return [.. _signals.Select(one => new SignalOutcome(
                one.Signal,
                one.Side,
                _outcomes.GetValueOrDefault((one.Signal.SignalId, live)),
                _outcomes.GetValueOrDefault((one.Signal.SignalId, ShadowName.Of(live))),
                _outcomes.GetValueOrDefault((one.Signal.SignalId, paper))))];
        }
    }
}
