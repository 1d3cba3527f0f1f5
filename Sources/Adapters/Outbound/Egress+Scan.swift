extension Egress {
    /// Tries to connect to exactly these ports of one host, and looks at what listens on the open ones.
    ///
    /// Throws `EgressError.notAllowed` before any packet if the policy refuses one of the ports. A name is scanned at its
    /// first address.
    public func scan(host: String, ports: [Int], pace: ScanPace = ScanPace()) async throws(EgressError) -> PortScan {
        let wanted = Set(ports).sorted()
        let host = try Host(host)
        guard let address = try await check(host, ports: wanted, shown: nil).first?.addresses.first else {
            throw .invalid("there is no port to scan")
        }
        return try await mapped("\(host)", limit: pace.timeout) {
            let probes = wanted.map { port in
                PortProbe(
                    dialer: dialer, endpoint: Endpoint(address, port: port), host: host, pace: pace, trace: trace)
            }
            let verdicts = try await verdicts(probes)
            return PortScan(
                target: host, address: address,
                open: verdicts.compactMap { if case .open(let port) = $0.1 { port } else { nil } },
                closed: verdicts.compactMap { if case .closed = $0.1 { $0.0 } else { nil } },
                filtered: verdicts.compactMap { if case .filtered = $0.1 { $0.0 } else { nil } })
        }
    }

    /// Runs the probes, at most `concurrency` at once and `rate` begun each second, and keeps their order.
    private func verdicts(_ probes: [PortProbe]) async throws -> [(Int, PortProbe.Verdict)] {
        guard let pace = probes.first?.pace else { return [] }
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: (Int, PortProbe.Verdict).self) { group in
            var results: [(Int, PortProbe.Verdict)] = []
            for (index, probe) in probes.enumerated() {
                if index >= pace.concurrency, let result = try await group.next() { results.append(result) }
                try await Task.sleep(until: start + .seconds(1) / pace.rate * index)
                group.addTask { (probe.endpoint.port, try await probe.verdict()) }
            }
            for try await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }
        }
    }
}
