extension EgressPolicy {
    /// Why `host` at `address` and `port` may not be reached, nil if it may.
    ///
    /// `own` holds this machine's addresses: each needs a rule for exactly that address, as a public address of ours
    /// reaches services that are meant for this machine alone. Loopback is not among them: it is a special block.
    public func objection(to host: Host, at address: IPAddress, port: Int, own: Set<IPAddress> = []) -> String? {
        if deny.contains(where: { $0.matches(host, port: port) || $0.matches(address, port: port) }) {
            return "a deny rule matches it"
        }
        let ranges = allow.filter { $0.matches(address, port: port) }
        if let block = Self.restricted(address, own: own) {
            if ranges.contains(where: { $0.isInside(block.range) }) { return nil }
            return "\(address) is a special address (\(block.meaning)) that no allow rule names"
        }
        if !ranges.isEmpty || allow.contains(where: { $0.matches(host, port: port) }) { return nil }
        return "no allow rule matches it"
    }

    /// Why `name` may not even be looked up, nil if it may: only a policy that could let it through sends a query.
    public func objectionToLookup(of name: String) -> String? {
        let host = Host.name(name)
        if deny.contains(where: { $0.port == nil && $0.matches(host, port: 0) }) { return "a deny rule matches it" }
        let named = allow.contains { $0.matches(host, port: $0.port ?? 0) }
        return named || allow.contains(where: \.isForAddresses) ? nil : "no allow rule matches it"
    }

    private static func restricted(_ address: IPAddress, own: Set<IPAddress>) -> SpecialRanges.Block? {
        own.contains(address)
            ? SpecialRanges.Block(range: AddressRange(address), meaning: "this machine's own")
            : SpecialRanges.block(of: address)
    }
}

extension EgressRule {
    /// Whether the rule speaks of addresses, so that a name must be resolved to know whether it applies.
    var isForAddresses: Bool {
        if case .range = subject { true } else { false }
    }
}
