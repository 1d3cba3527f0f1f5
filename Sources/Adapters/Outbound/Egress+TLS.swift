extension Egress {
    /// Tells which TLS versions and which weak ciphers a server accepts and which certificates it shows, valid or not.
    ///
    /// - Parameters:
    ///   - serverName: the name sent by SNI, when it differs from `host`
    ///   - limit: how long each of the connections may take; there are 7 of them, and one more for each weak cipher
    ///
    /// Throws `EgressError.protocolFault` if the port does not speak TLS.
    public func inspectTLS(
        host: String, port: Int, serverName: String? = nil, limit: Duration = .seconds(5)
    ) async throws(EgressError) -> TLSReport {
        let target = try await check(host: host, port: port)
        var name = target.host.name
        if let serverName, case .name(let given) = try Host(serverName) { name = given }
        return try await mapped("\(target)", limit: limit) { [name] in
            let endpoint = try await reachable(target, limit: limit)
            let inspection = TLSInspection(
                dialer: dialer, roots: roots, target: target, endpoint: endpoint, serverName: name, limit: limit)
            return try await inspection.report()
        }
    }

    /// The first address of the target that takes a connection; at most four are tried.
    func reachable(_ target: CheckedTarget, limit: Duration) async throws -> Endpoint {
        var failure: any Error = EgressError.resolution(name: "\(target)", reason: "it has no address")
        for endpoint in target.endpoints.prefix(4) {
            do {
                try await dialer.connect(to: endpoint, within: limit) { _ in }
                return endpoint
            } catch {
                try Task.checkCancellation()
                failure = error
            }
        }
        throw failure
    }
}
