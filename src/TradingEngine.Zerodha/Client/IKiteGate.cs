using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>Lets requests through as a budget allows.</summary>
public interface IKiteGate
{
    /// <summary>Waits for a place in the budget. Called before every attempt, also before each repeated read.</summary>
    /// <param name="call">What the request is for.</param>
    /// <param name="cancellationToken">Ends the waiting; the request is then not sent.</param>
    /// <returns>When the request may leave.</returns>
    /// <exception cref="KiteException">
    /// There is no place in time; the kind is <see cref="KiteErrorKind.NotSent"/>.
    /// </exception>
    ValueTask EnterAsync(KiteCall call, CancellationToken cancellationToken);
}
