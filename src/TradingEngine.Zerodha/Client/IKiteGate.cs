namespace TradingEngine.Zerodha.Client;

/// <summary>Holds calls back, or refuses them, before they leave.</summary>
public interface IKiteGate
{
    /// <summary>Called before each attempt of a call; returns when it may leave.</summary>
    /// <exception cref="KiteException">It may not; it was not sent.</exception>
    ValueTask EnterAsync(KiteCall call, CancellationToken cancellationToken);
}
