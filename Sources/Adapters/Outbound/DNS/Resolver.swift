import FoundationEssentials

/// Turns names into addresses and answers DNS questions, by the hosts file and the servers it is given.
public struct Resolver: Sendable {
    let servers: [Endpoint]
    let hosts: HostsFile
    let timeout: Duration
    let attempts: Int

    /// - Parameters:
    ///   - servers: asked in order; a later one only when an earlier one gives no usable answer
    ///   - hosts: names answered without DNS
    ///   - timeout: how long one server may take to answer one query
    ///   - attempts: rounds over all servers
    public init(
        servers: [Endpoint], hosts: HostsFile = HostsFile(), timeout: Duration = .seconds(2), attempts: Int = 2
    ) {
        self.servers = servers
        self.hosts = hosts
        self.timeout = timeout
        self.attempts = max(attempts, 1)
    }

    /// The resolver that /etc/resolv.conf and /etc/hosts describe now.
    public static func system() -> Resolver {
        let servers = (try? String(contentsOfFile: "/etc/resolv.conf", encoding: .utf8)).map(ResolverFile.servers)
        let hosts = (try? String(contentsOfFile: "/etc/hosts", encoding: .utf8)).map(HostsFile.init)
        // Three is what the system's own resolver uses (resolv.conf(5), MAXNS).
        return Resolver(servers: Array((servers ?? []).prefix(3)), hosts: hosts ?? HostsFile())
    }

    /// The addresses of `name`, IPv4 first: from the hosts file, as localhost (RFC 6761), else from DNS.
    func addresses(of name: String, dialer: Dialer) async throws -> [IPAddress] {
        let known = local(name)
        if !known.isEmpty { return Self.ordered(known) }
        async let four = answer(name, .a, dialer: dialer)
        async let six = answer(name, .aaaa, dialer: dialer)
        let answers = await [four, six]
        try Task.checkCancellation()
        let found = answers.flatMap { Self.addresses(of: name, in: $0) }
        if found.isEmpty { throw EgressError.resolution(name: name, reason: Self.reason(answers)) }
        return Self.ordered(found)
    }

    /// The answer to one question; throws `EgressError.resolution` if no server gives one.
    func ask(_ question: DNSQuestion, dialer: Dialer) async throws -> DNSAnswer {
        try await DNSClient(servers: servers, timeout: timeout, attempts: attempts, dialer: dialer).ask(question)
    }

    /// What is known of `name` without asking DNS; empty if it must be asked.
    func local(_ name: String) -> [IPAddress] {
        let known = hosts[name]
        guard known.isEmpty, name == "localhost" || name.hasSuffix(".localhost") else { return known }
        return ["127.0.0.1", "::1"].compactMap { IPAddress($0) }
    }
}

extension Resolver {
    private func answer(_ name: String, _ type: DNSType, dialer: Dialer) async -> Result<DNSAnswer, any Error> {
        do {
            return .success(try await ask(DNSQuestion(name: name, type: type), dialer: dialer))
        } catch {
            return .failure(error)
        }
    }

    /// The addresses that the answer leads to from `name`, over at most eight aliases.
    static func addresses(of name: String, in answer: Result<DNSAnswer, any Error>) -> [IPAddress] {
        guard case .success(let answer) = answer else { return [] }
        var names: Set<String> = [name.lowercased()]
        for _ in 0..<8 {
            let aliases = answer.records.filter { $0.type == .cname && names.contains($0.name) }
            for case .name(let target) in aliases.map(\.value) { names.insert(target) }
        }
        return answer.records.compactMap { record in
            guard names.contains(record.name), case .address(let address) = record.value else { return nil }
            return address
        }
    }

    private static func ordered(_ addresses: [IPAddress]) -> [IPAddress] {
        addresses.filter { $0.family == .v4 } + addresses.filter { $0.family == .v6 }
    }

    private static func reason(_ answers: [Result<DNSAnswer, any Error>]) -> String {
        for answer in answers {
            switch answer {
            case .failure(EgressError.resolution(_, let reason)): return reason
            case .failure(let error): return "\(error)"
            case .success(let answer):
                if case .noSuchName = answer.outcome { return "the name does not exist" }
                if case .failed(let code) = answer.outcome { return "the DNS server answered \(code)" }
            }
        }
        return "the name has no address"
    }
}
