namespace TradingEngine.TestKit.Conformance;

/// <summary>Everything that is asked of traders.</summary>
public static class TraderContracts
{
    /// <summary>All contracts.</summary>
    public static IReadOnlyList<TraderContract> All { get; } =
        [.. ExecutionContracts.All, .. OpenOrderContracts.All, .. RecoveryContracts.All];

    /// <summary>The contracts of a trader that offers these features.</summary>
    public static IEnumerable<TraderContract> For(TraderFeatures features) =>
        All.Where(contract => (features & contract.Needs) == contract.Needs);
}
