namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The statuses that Kite writes.</summary>
internal static class KiteOrderStatuses
{
    /// <summary>What a status means. Only the three final ones are final.</summary>
    public static KiteOrderStatus Find(string status) => status switch
    {
        "COMPLETE" or "CANCELLED" or "REJECTED" => KiteOrderStatus.Final,
        "OPEN" or "TRIGGER PENDING" => KiteOrderStatus.Resting,
        "PUT ORDER REQ RECEIVED" or "PUT ORDER REQUEST RECEIVED" or "VALIDATION PENDING" or "OPEN PENDING"
            or "MODIFY VALIDATION PENDING" or "MODIFY PENDING" or "CANCEL PENDING" or "AMO REQ RECEIVED"
            or "UPDATE" => KiteOrderStatus.Interim,
        _ => KiteOrderStatus.Unknown,
    };
}
