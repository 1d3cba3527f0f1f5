import NIOHTTP1

/// What is counted while a run goes on.
public struct LoadTally: Sendable {
    /// The first answer: its status and header fields.
    public struct Sample: Sendable, Equatable {
        public let status: Int
        public let headers: [WebHeader]

        /// The values of a header joined by commas, nil if it is not there.
        public func value(of name: String) -> String? {
            let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
    }

    /// Complete answers, whatever their status.
    public private(set) var answers = 0
    /// Answers by status.
    public private(set) var statuses: [Int: Int] = [:]
    public private(set) var errors: [LoadError: Int] = [:]
    /// Bytes of the answers: all that came, heads included, and those of the bodies alone, as sent.
    public private(set) var receivedBytes = 0
    public private(set) var bodyBytes = 0
    /// From when a request was due to the end of its answer: what a caller who does not wait for others would see.
    public private(set) var latency = LatencyHistogram()
    /// From when a request was really sent to the end of its answer.
    public private(set) var service = LatencyHistogram()
    /// How long the connections took to open, TLS included.
    public private(set) var connect = LatencyHistogram()
    /// Answers after which the server wanted the connection closed.
    public private(set) var closings = 0
    public private(set) var sample: Sample?

    public var failures: Int { errors.values.reduce(0, +) }

    mutating func opened(after time: Duration) { connect.record(time) }

    mutating func failed(_ error: LoadError) { errors[error, default: 0] += 1 }

    mutating func received(_ bytes: Int) { receivedBytes += bytes }

    /// Counts one complete answer.
    ///
    /// - Parameters:
    ///   - latency: from when its request was due
    ///   - service: from when its request was sent
    mutating func answered(_ head: HTTPResponseHead, bodyBytes: Int, latency: Duration, service: Duration) {
        answers += 1
        statuses[Int(head.status.code), default: 0] += 1
        self.bodyBytes += bodyBytes
        if !head.isKeepAlive { closings += 1 }
        if sample == nil { sample = Sample(head) }
        self.latency.record(latency)
        self.service.record(service)
    }
}

extension LoadTally.Sample {
    init(_ head: HTTPResponseHead) {
        status = Int(head.status.code)
        headers = head.headers.map { WebHeader($0.name, $0.value) }
    }
}
