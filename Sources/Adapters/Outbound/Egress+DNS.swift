extension Egress {
    /// Asks DNS for the records of one type; a name that no rule could ever let through is not sent to any server.
    ///
    /// Throws `EgressError.notAllowed`, `.invalid` for a text that is no name, `.resolution` if no server answers.
    public func query(_ name: String, _ type: DNSType) async throws(EgressError) -> DNSAnswer {
        guard case .name(let name) = try Host(name) else {
            throw .invalid("\"\(name)\" is an address, not a name")
        }
        if let reason = policy.objectionToLookup(of: name) { throw .notAllowed(target: name, reason: reason) }
        if let answer = known(name, type) { return answer }
        return try await mapped(name, limit: resolver.timeout) {
            try await resolver.ask(DNSQuestion(name: name, type: type), dialer: dialer)
        }
    }

    /// What the hosts file says of a name, for address types only.
    private func known(_ name: String, _ type: DNSType) -> DNSAnswer? {
        let addresses = resolver.local(name)
        if addresses.isEmpty { return nil }
        let records = addresses.filter { $0.family == (type == .aaaa ? .v6 : .v4) }
            .map { DNSRecord(name: name, type: type, timeToLive: 0, value: .address($0)) }
        return DNSAnswer(outcome: .found, records: type == .a || type == .aaaa ? records : [])
    }
}
