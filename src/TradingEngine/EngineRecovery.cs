using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Routing;
using TradingEngine.Traders;

namespace TradingEngine;

/// <summary>
/// What a start does with the journal, before any source is polled: read it, put everything back, publish again what
/// the sinks may not have, ask the brokers about every order whose end is not known, and say so.
/// </summary>
internal sealed class EngineRecovery
{
    private readonly EngineParts _parts;
    private readonly Pipeline _pipeline;
    private readonly ILogger _logger;
    private readonly List<string> _strayOrders = [];
    private RecoveredState? _found;

    public EngineRecovery(EngineParts parts, Pipeline pipeline, ILogger logger)
    {
        _parts = parts;
        _pipeline = pipeline;
        _logger = logger;
    }

    /// <summary>Opens the journal and puts back what it holds.</summary>
    public void Open()
    {
        if (_pipeline.Journal is not { } journal)
        {
            return;
        }

        _found = journal.Open();
        var state = _found.State;
        RestoreSignals(state);
        _pipeline.Restore(state.Mode);
        _pipeline.Risk.RestorePositions(state.Positions.GetPositions());
        _pipeline.Risk.RestoreDay([.. state.Days.Values]);
        var now = _parts.TimeProvider.GetUtcNow();
        foreach (var open in state.Open.Values)
        {
            var (order, trader) = open.Read();
            if (FindDesk(trader) is { } desk)
            {
                var instrument = _parts.Instruments.Find(order.InstrumentToken);
                desk.Restore(new OpenOrder(order with { Instrument = instrument }, open.Progress, now));
            }
            else
            {
                _strayOrders.Add($"{order.Id} of trader '{trader}'");
            }
        }
    }

    /// <summary>Publishes again what the sinks may not have, then asks the brokers. The egress runs.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_found is null)
        {
            return;
        }

        foreach (var (sequence, orderEvent) in _found.Unacknowledged)
        {
            _pipeline.Outlet.Repeat(orderEvent, sequence);
        }

        var before = CountOpen();
        var asked = new List<Task>();
        foreach (var desk in _pipeline.Desks)
        {
            if (desk.Orders.Count > 0)
            {
                asked.Add(AskAsync(desk, cancellationToken));
            }
        }

        await Task.WhenAll(asked).ConfigureAwait(false);
        Report(_found, before);
    }

    private static string Count(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");

    private void RestoreSignals(JournalState state)
    {
        if (_parts.Faults.HasFlag(PlantedFaults.ForgetSignals))
        {
            return;
        }

        var masks = new ulong[state.Traders.Count];
        for (var i = 0; i < masks.Length; i++)
        {
            masks[i] = FindDesk(state.Traders[i]) is { } desk ? 1UL << desk.Trader.Index : 0;
        }

        for (var i = 0; i < state.Targets.Count; i++)
        {
            var (signalKey, trader) = state.Targets[i];
            _pipeline.Router.Restore(
                signalKey, trader == RecentTargets.AllTraders ? Router.AllTraders : masks[trader]);
        }
    }

    private TraderDesk? FindDesk(string trader)
    {
        foreach (var desk in _pipeline.Desks)
        {
            if (desk.Trader.Name == trader)
            {
                return desk;
            }
        }

        return null;
    }

    /// <summary>
    /// Asks one broker, apart from the others and for a limited time: the others must not wait for it.
    /// </summary>
    private async Task AskAsync(TraderDesk desk, CancellationToken cancellationToken)
    {
        if (desk.Trader.State == TraderState.Ready)
        {
            var pass = _parts.Workers.CallAsync(() => desk.ReconcileAsync(cancellationToken));
            try
            {
                await pass.WaitAsync(_parts.Options.InitializationTimeout, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                _pipeline.Outlet.Publish(new Alert(
                    AlertKind.ReconciliationFailed,
                    AlertSeverity.Critical,
                    $"Trader '{desk.Trader.Name}' has not said within {_parts.Options.InitializationTimeout} what became of " +
                    "its orders; they stay as they are.",
                    desk.Trader.Name,
                    _parts.TimeProvider.GetUtcNow()));
            }
        }

        desk.Orders.DoubtSent("The engine ended before the answer came");
    }

    private int CountOpen()
    {
        var count = 0;
        foreach (var desk in _pipeline.Desks)
        {
            count += desk.Orders.Count;
        }

        return count;
    }

    private void Report(RecoveredState found, int openBefore)
    {
        var text = Describe(found, openBefore);
        _logger.JournalRead(_parts.Journal!.Directory, text);
        var isNews = found.Scan.TornBytes > 0 || found.Scan.SkippedRecords > 0 || openBefore > 0
            || _strayOrders.Count > 0 || found.Overflows > 0 || found.State.Mode != TradingMode.Active;
        if (isNews)
        {
            _pipeline.Outlet.Publish(new Alert(
                AlertKind.JournalRecovered,
                AlertSeverity.Warning,
                text,
                _parts.Journal.Directory,
                _parts.TimeProvider.GetUtcNow()));
        }
    }

    private string Describe(RecoveredState found, int openBefore)
    {
        var scan = found.Scan;
        var state = found.State;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{scan.RecordCount} records read from {Count(scan.SegmentCount, "file")}");
        text.Append(CultureInfo.InvariantCulture, $" ({scan.Bytes} bytes), the last is {scan.LastSequence}");
        text.Append(scan.SnapshotSequence > 0
            ? string.Create(CultureInfo.InvariantCulture, $", from a snapshot at {scan.SnapshotSequence}. ")
            : ". ");
        if (scan.Torn is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{scan.TornBytes} bytes that a crash left half-written were cut off ");
            text.Append(CultureInfo.InvariantCulture, $"{scan.TornFile} at {scan.TornPosition}. ");
        }

        if (scan.SkippedBytes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{scan.SkippedRecords} records after damage were given up. ");
        }

        text.Append(CultureInfo.InvariantCulture, $"{state.Targets.Count} decided signals and ");
        text.Append(CultureInfo.InvariantCulture, $"{state.Positions.GetPositions().Count} positions put back. ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(found.Unacknowledged.Count, "event")} published again. ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(openBefore, "order")} had no end: brokers asked, ");
        text.Append(CultureInfo.InvariantCulture, $"{CountOpen()} still open, {CountUnknown()} of them unknown.");
        if (found.Overflows > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Count(found.Overflows, "fill")} did not fit the positions.");
        }

        if (_strayOrders.Count > 0)
        {
            text.Append(" No such trader is registered: ").AppendJoin(", ", _strayOrders).Append('.');
        }

        foreach (var warning in scan.Warnings)
        {
            text.Append(' ').Append(warning);
        }

        return state.Mode == TradingMode.Active ? text.ToString() : text.Append($" Trading is still {state.Mode}.").ToString();
    }

    private int CountUnknown()
    {
        var count = 0;
        foreach (var desk in _pipeline.Desks)
        {
            count += desk.Orders.UnknownCount;
        }

        return count;
    }
}
