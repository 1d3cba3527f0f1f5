import NIOCore

/// Finds out whether one port is open and what listens there.
struct PortProbe: Sendable {
    enum Verdict: Sendable {
        case open(OpenPort)
        case closed
        case filtered
    }

    let dialer: Dialer
    let endpoint: Endpoint
    let host: Host
    let pace: ScanPace
    let trace: String?

    func verdict() async throws -> Verdict {
        let banner: [UInt8]
        do {
            banner = try await greeting()
        } catch let error as IOError where error.isRefusal {
            return .closed
        } catch {
            try Task.checkCancellation()
            if case EgressError.closed = error { throw error }
            return .filtered
        }
        if !banner.isEmpty {
            return .open(OpenPort(number: endpoint.port, tls: false, http: false, banner: Self.text(banner)))
        }
        let tls = try await speaksTLS()
        let http = try await speaksHTTP(secured: tls)
        return .open(OpenPort(number: endpoint.port, tls: tls, http: http, banner: nil))
    }

    /// What the server says of its own accord; throws only if there is no connection.
    private func greeting() async throws -> [UInt8] {
        try await dialer.connect(to: endpoint, within: pace.timeout) { wire in
            try await wire.listen(for: pace.patience, atMost: 256)
        }
    }

    private func speaksTLS() async throws -> Bool {
        for version in [TLSProtocol.tls12, .tls13] {
            let suites = version == .tls13 ? CipherSuite.forTLS13 : CipherSuite.beforeTLS13
            let probe = HelloProbe(dialer: dialer, endpoint: endpoint, serverName: host.name, limit: pace.patience)
            switch try? await probe.offer(version, suites) {
            case .accepted, .refused(byAlert: true): return true
            case .foreign: return false
            default: try Task.checkCancellation()
            }
        }
        return false
    }

    private func speaksHTTP(secured: Bool) async throws -> Bool {
        let field = trace.map { "traceparent: \($0)\r\n" } ?? ""
        let request = "GET / HTTP/1.1\r\nHost: \(host.inURL)\r\nUser-Agent: amas\r\n\(field)Connection: close\r\n\r\n"
        let reply = try? await dialer.connect(to: endpoint, within: pace.timeout) { [host] channel in
            if secured { try TLSClient.secure(channel, serverName: host.name, protocols: ["http/1.1"]) }
        } _: { wire in
            try await wire.write(Array(request.utf8))
            return try await wire.listen(for: pace.patience, atMost: 5)
        }
        try Task.checkCancellation()
        return reply.map { $0.starts(with: Array("HTTP/".utf8)) } ?? false
    }

    /// One line that can be shown: the banner without control characters.
    private static func text(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return String((text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "").printable.prefix(256))
    }
}
