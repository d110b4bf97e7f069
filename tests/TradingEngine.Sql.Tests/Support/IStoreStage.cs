using System.Data.Common;

namespace TradingEngine.Sql.Tests.Support;

/// <summary>A database for one test.</summary>
public interface IStoreStage : IAsyncDisposable
{
    /// <summary>Makes it; the test is skipped where that is not possible on this machine.</summary>
    Task StartAsync();

    /// <summary>A new store on it, with nothing in common with an earlier one.</summary>
    SqlStrategyStore CreateStore(TimeProvider? timeProvider = null);

    /// <summary>A connection as somebody else has one, such as a person with a console.</summary>
    Task<DbConnection> OpenAsync();
}
