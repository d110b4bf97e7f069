using Confluent.Kafka;
using TradingEngine.Model;
using TradingEngine.Runner.Compare;
using TradingEngine.Runner.Strategies;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Rollout;

/// <summary>One step up: judges what the trader, or its shadow, has done so far, then gives it more.</summary>
internal sealed class Advance
{
    private readonly StrategiesRun _run;
    private readonly string _strategyId;
    private readonly string _trader;

    public Advance(StrategiesRun run, string strategyId, string trader)
    {
        _run = run;
        _strategyId = strategyId;
        _trader = trader;
    }

    /// <summary>Takes the step where the gate allows it.</summary>
    /// <param name="percent">The new share.</param>
    /// <param name="gate">What it is held to; null for nothing.</param>
    /// <returns>The exit status: failed where the gate is not passed; then nothing is changed.</returns>
    public async Task<int> ExecuteAsync(decimal percent, RolloutGate? gate)
    {
        var set = await _run.ReadAsync();
        var judged = StrategyEdits.Find(set, _strategyId);
        var now = TraderNow(judged);
        Check(set, judged, now, percent);
        if (gate is not null && !await IsPassedAsync(gate, now))
        {
            await Console.Out.WriteLineAsync($"{_strategyId} stays as it is.");
            return ExitStatus.Failed;
        }

        return await _run.ChangeAsync(current =>
        {
            if (!StrategyEdits.Find(current, _strategyId).Equals(judged))
            {
                throw Refusal($"Strategy '{_strategyId}' was changed while it was judged; judge it again.");
            }

            Check(current, judged, now, percent);
            return StrategyEdits.Change(current, _strategyId, strategy => Step(strategy, percent));
        });
    }

    private StrategyConfiguration Step(StrategyConfiguration strategy, decimal percent) => StrategyEdits.SetTrader(
        strategy, _trader, one => one with { Mode = TraderMode.Live, SharePercent = percent });

    private static StrategySourceException Refusal(string sentence) => new([sentence]);

    /// <summary>What the trader does by the rules; off where it does nothing.</summary>
    private StrategyTrader TraderNow(StrategyConfiguration strategy) =>
        _run.Rules.Plan(new StrategySet { Strategies = [strategy] }).Strategies[_strategyId].Traders
            .FirstOrDefault(trader => trader.Trader == _trader)
        ?? new StrategyTrader(_trader, TraderMode.Off);

    /// <summary>Refuses a step that would be none, before anything is judged.</summary>
    private void Check(StrategySet set, StrategyConfiguration strategy, StrategyTrader now, decimal percent)
    {
        if (!strategy.IsActive)
        {
            throw Refusal($"Strategy '{_strategyId}' is not active, so nobody trades it: its is_active is false.");
        }

        if (strategy.IsSuspended)
        {
            throw Refusal(
                $"Strategy '{_strategyId}' is suspended, so nobody trades it: " +
                $"'strategies enable {_strategyId}' has it go on.");
        }

        if (!set.TraderSwitches.GetValueOrDefault(_trader, true))
        {
            throw Refusal(
                $"Trader '{_trader}' is switched off for all strategies: 'strategies switch {_trader} on' ends that.");
        }

        var share = now.Mode == TraderMode.Live ? now.SharePercent : 0;
        if (percent <= share)
        {
            throw Refusal(FormattableString.Invariant(
                $"Trader '{_trader}' has {share:0.##} % of '{_strategyId}' already; ")
                + "'rollout rollback' and 'strategies set-share' go down.");
        }

        _run.Rules.Plan(new StrategySet { Strategies = [Step(strategy, percent)] });
    }

    private async Task<bool> IsPassedAsync(RolloutGate gate, StrategyTrader now)
    {
        var right = gate.Right ?? now.Mode switch
        {
            TraderMode.Live => _trader,
            TraderMode.Shadow => ShadowName.Of(_trader),
            _ => throw new StrategySourceException([
                $"Trader '{_trader}' does nothing for '{_strategyId}', so there is nothing to judge: begin with " +
                $"'strategies enable {_strategyId} --trader {_trader} --mode shadow', or name --right.",
            ]),
        };
        using var interrupt = new Interrupt();
        try
        {
            var filter = new TraceFilter(_strategyId, await SinceAsync(gate.Last));
            var comparison = Comparer.Compare(gate.Left, right, _run.Settings.Kafka, filter, interrupt.Token);
            CompareWarnings.Write(Console.Error, comparison.Left);
            CompareWarnings.Write(Console.Error, comparison.Right);
            var verdict = gate.Gate.Judge(comparison, gate.SignalsMin);
            CompareText.WriteVerdict(Console.Out, verdict);
            return verdict.IsPassed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or InvalidDataException or KafkaException or TimeoutException or OperationCanceledException)
        {
            throw new StrategySourceException([$"It cannot be judged: {exception.Message}"]);
        }
    }

    /// <summary>What was done under another configuration says nothing about this step.</summary>
    private async Task<DateTimeOffset?> SinceAsync(TimeSpan? last)
    {
        if (last is { } span)
        {
            return TimeProvider.System.GetUtcNow() - span;
        }

        var changes = await _run.ReadAuditAsync(_strategyId, 1);
        return changes.Count == 0 ? null : changes[0].Time;
    }
}
