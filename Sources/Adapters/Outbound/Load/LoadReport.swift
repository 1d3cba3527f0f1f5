/// Why a request brought no answer.
public enum LoadError: String, Sendable, CaseIterable {
    /// The connection could not be opened, so the request was not even sent.
    case connect
    /// The TLS handshake of a connection failed.
    case tls
    /// The answer did not come in time.
    case timeout
    /// The connection was closed or reset before the answer was complete.
    case closed
    /// What came is not HTTP/1.1.
    case protocolFault = "protocol"
}

/// What a run under load brought.
public struct LoadReport: Sendable {
    public enum End: String, Sendable {
        case duration, requests
    }

    public let url: WebURL
    /// Where the connections went.
    public let endpoint: Endpoint
    /// The plan as it was carried out, within its caps.
    public let plan: LoadPlan
    /// From the first request to the last answer; opening the first connections comes before it.
    public let elapsed: Duration
    public let endedBy: End
    /// Requests that were sent; each of them is among the answers or the errors.
    public let sent: Int
    /// Requests that were due before the end and found no free connection; always 0 in a closed loop.
    public let unsent: Int
    public let tally: LoadTally

    /// Answers a second.
    public var throughput: Double {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Double(tally.answers) / seconds : 0
    }
}
