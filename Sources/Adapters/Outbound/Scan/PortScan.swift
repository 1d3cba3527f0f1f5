/// What a connect scan found; every port asked for is in exactly one of the three lists, in rising order.
public struct PortScan: Sendable, Equatable {
    public let target: Host
    /// The address that was scanned.
    public let address: IPAddress
    public let open: [OpenPort]
    /// The connection was refused.
    public let closed: [Int]
    /// Nothing came back, or the network said that nothing can.
    public let filtered: [Int]
}

/// A port that takes connections, and what seems to listen there.
public struct OpenPort: Sendable, Equatable {
    public let number: Int
    /// Whether it answers a TLS hello.
    public let tls: Bool
    /// Whether it answers HTTP requests, through TLS if it speaks that.
    public let http: Bool
    /// What the server says without being asked, its first 256 characters.
    public let banner: String?
}

/// How fast and how patiently to scan.
public struct ScanPace: Sendable, Equatable {
    /// Ports worked on at the same time, 1...128.
    public let concurrency: Int
    /// New ports begun each second, 1...1000.
    public let rate: Int
    /// How long a port may take to accept a connection.
    public let timeout: Duration
    /// How long an open port may take to say or answer something.
    public let patience: Duration

    public init(
        concurrency: Int = 32, rate: Int = 200, timeout: Duration = .seconds(2), patience: Duration = .milliseconds(700)
    ) {
        self.concurrency = min(max(concurrency, 1), 128)
        self.rate = min(max(rate, 1), 1_000)
        self.timeout = timeout
        self.patience = patience
    }
}
