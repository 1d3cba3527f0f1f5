import NIOCore

/// Sends one ClientHello to one server and tells what came back.
struct HelloProbe: Sendable {
    enum Outcome: Sendable {
        case accepted(ServerFlight.Hello, certificates: [[UInt8]])
        /// An alert, or the connection closed without a word, which old servers do.
        case refused(byAlert: Bool)
        case silent
        /// The bytes that came are not TLS.
        case foreign
    }

    let dialer: Dialer
    let endpoint: Endpoint
    let serverName: String?
    let limit: Duration

    /// Offers one version with these suites; throws if the connection cannot be made.
    func offer(_ version: TLSProtocol, _ suites: [CipherSuite]) async throws -> Outcome {
        let hello = ClientHello(version: version, suites: suites, serverName: serverName).record()
        let flight: ServerFlight
        do {
            flight = try await withDeadline(limit, for: "\(endpoint)") { try await answer(to: hello) }
        } catch EgressError.timeout {
            return .silent
        }
        switch flight.state {
        case .alert: return .refused(byAlert: true)
        case .foreign: return .foreign
        case .reading, .done:
            guard let hello = flight.hello, hello.version == version, suites.contains(hello.suite) else {
                return .refused(byAlert: flight.hello != nil)
            }
            return .accepted(hello, certificates: flight.certificates)
        }
    }

    private func answer(to hello: [UInt8]) async throws -> ServerFlight {
        try await dialer.connect(to: endpoint, within: limit) { wire in
            var flight = ServerFlight()
            do {
                try await wire.write(hello)
                while flight.state == .reading, let bytes = try await wire.read() { flight.feed(bytes) }
            } catch is IOError {
                // A reset after the hello is a refusal, like an alert.
            } catch is ChannelError {
                // Likewise a connection that is already closed when we write.
            }
            return flight
        }
    }
}
