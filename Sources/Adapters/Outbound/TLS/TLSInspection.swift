/// Looks at one TLS server from all sides, one connection after the other.
struct TLSInspection: Sendable {
    let dialer: Dialer
    let roots: TrustStore
    let target: CheckedTarget
    let endpoint: Endpoint
    let serverName: String?
    let limit: Duration

    func report() async throws -> TLSReport {
        let outcomes = try await versions()
        let versions = try judged(outcomes)
        let (chain, chosen) = try await certificates(outcomes)
        return TLSReport(
            target: target, endpoint: endpoint, versions: versions,
            weakSuites: try await weakSuites(versions), applicationProtocol: chosen, chain: chain,
            trust: chain.isEmpty ? nil : await roots.verdict(on: chain))
    }

    private var probe: HelloProbe {
        HelloProbe(dialer: dialer, endpoint: endpoint, serverName: serverName, limit: limit)
    }

    private func versions() async throws -> [(TLSProtocol, HelloProbe.Outcome)] {
        var outcomes: [(TLSProtocol, HelloProbe.Outcome)] = []
        for version in TLSProtocol.allCases {
            let suites = version == .tls13 ? CipherSuite.forTLS13 : CipherSuite.beforeTLS13
            outcomes.append((version, try await probe.offer(version, suites)))
        }
        return outcomes
    }

    /// Tells a server that refuses from one that is no TLS server at all.
    private func judged(_ outcomes: [(TLSProtocol, HelloProbe.Outcome)]) throws -> [TLSReport.Version] {
        var speaksTLS = false
        var answered = false
        let versions = outcomes.map { version, outcome in
            switch outcome {
            case .accepted(let hello, _):
                speaksTLS = true
                return TLSReport.Version(version: version, accepted: true, suite: hello.suite)
            case .refused(let byAlert):
                speaksTLS = speaksTLS || byAlert
                answered = true
                return TLSReport.Version(version: version, accepted: false, suite: nil)
            case .foreign:
                answered = true
                return TLSReport.Version(version: version, accepted: false, suite: nil)
            case .silent: return TLSReport.Version(version: version, accepted: nil, suite: nil)
            }
        }
        if speaksTLS { return versions }
        guard answered else { throw EgressError.timeout(target: "\(target)", limit: limit) }
        throw EgressError.protocolFault(target: "\(target)", reason: "it does not speak TLS")
    }

    /// The chain that a client of today gets; from a server too old for that, the one it sent in the clear.
    private func certificates(
        _ outcomes: [(TLSProtocol, HelloProbe.Outcome)]
    ) async throws -> (chain: [CertificateFacts], chosen: String?) {
        // Without ALPN once more: a server may hang up on protocols that it does not know (RFC 7301 section 3.2).
        for protocols in [["h2", "http/1.1"], []] {
            guard let (chain, chosen) = try await handshake(protocols), !chain.isEmpty else { continue }
            return (chain, chosen)
        }
        for case (_, .accepted(_, let certificates)) in outcomes.reversed() where !certificates.isEmpty {
            return (certificates.compactMap { CertificateFacts(der: $0) }, nil)
        }
        return ([], nil)
    }

    private func handshake(_ protocols: [String]) async throws -> (chain: [CertificateFacts], chosen: String?)? {
        let holder = HandshakeHolder()
        do {
            let chosen = try await withDeadline(limit, for: "\(target)") {
                try await dialer.connect(to: endpoint, within: limit) { channel in
                    holder.hold(try TLSClient.secure(channel, serverName: serverName, protocols: protocols))
                } _: { wire in
                    try await wire.closingOnCancel { try await holder.handshake?.finished() ?? nil }
                }
            }
            return (facts(holder), chosen)
        } catch {
            try Task.checkCancellation()
            // Certificates may have come before the handshake failed.
            return holder.handshake.map { _ in (facts(holder), nil) }
        }
    }

    private func facts(_ holder: HandshakeHolder) -> [CertificateFacts] {
        (holder.handshake?.certificates ?? []).compactMap { CertificateFacts(der: $0) }
    }

    /// Offers only weak suites, again without each one that was accepted, until the server has no more.
    private func weakSuites(_ versions: [TLSReport.Version]) async throws -> [TLSReport.WeakSuite] {
        var found: [TLSReport.WeakSuite] = []
        for version in versions where version.accepted == true && version.version < .tls13 {
            var offered = CipherSuite.weak.filter { suite in !found.contains { $0.suite == suite } }
            while !offered.isEmpty, case .accepted(let hello, _) = try await probe.offer(version.version, offered) {
                found.append(TLSReport.WeakSuite(version: version.version, suite: hello.suite))
                offered.removeAll { $0 == hello.suite }
            }
        }
        return found
    }
}
