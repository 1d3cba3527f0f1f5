import NIOCore
import NIOPosix

/// The only door to other machines: nothing is sent to a target before the policy has let every address of it through.
///
/// A name is resolved once for each call, all its addresses are checked, and the connection goes to a checked address,
/// so a name that changes its answer in between (DNS rebinding) gains nothing. Every redirect is checked anew.
public struct Egress: Sendable {
    public let policy: EgressPolicy
    let resolver: Resolver
    let dialer: Dialer
    let own: Set<IPAddress>
    let roots: TrustStore
    /// The W3C `traceparent` that HTTP requests carry.
    private(set) var trace: String?

    /// - Parameters:
    ///   - resolver: where names are looked up
    ///   - roots: the certificate authorities that `inspectTLS` and verified fetches trust
    ///   - own: this machine's addresses, which only a rule for exactly that address opens; nil reads them now
    ///   - connections: how many connections may be open at once over all calls
    public init(
        policy: EgressPolicy, resolver: Resolver = .system(), roots: TrustStore = .system, own: Set<IPAddress>? = nil,
        connections: Int = 256
    ) {
        self.policy = policy
        self.resolver = resolver
        self.roots = roots
        self.own = own ?? Self.localAddresses()
        dialer = Dialer(slots: ConnectionSlots(limit: connections))
    }

    /// The same door, for work that belongs to this W3C trace: HTTP requests carry it as `traceparent`.
    ///
    /// A text with anything but lower-case hexadecimal digits and dashes is not carried.
    public func tracing(_ traceparent: String?) -> Egress {
        let isPlain = traceparent?.utf8.allSatisfy { "0123456789abcdef-".utf8.contains($0) } ?? false
        var egress = self
        egress.trace = isPlain ? traceparent : nil
        return egress
    }

    /// Refuses every later connection with `EgressError.closed`; those that are open end by themselves.
    public func shutdown() { dialer.slots.close() }

    /// Resolves `host` and checks every address of it for `port`; throws `EgressError.notAllowed` if any is refused.
    public func check(host: String, port: Int) async throws(EgressError) -> CheckedTarget {
        try await check(Host(host), ports: [port], shown: nil)[0]
    }

    /// Checks one host for several ports with one resolution; the result is in the order of `ports`.
    func check(_ host: Host, ports: [Int], shown: String?) async throws(EgressError) -> [CheckedTarget] {
        if let port = ports.first(where: { !(1...65_535).contains($0) }) {
            throw .invalid("\(port) is not a port from 1 to 65535")
        }
        let addresses = try await addresses(of: host)
        for port in ports {
            for address in addresses {
                guard let reason = policy.objection(to: host, at: address, port: port, own: own) else { continue }
                throw .notAllowed(target: shown ?? "\(host.inURL):\(port)", reason: reason)
            }
        }
        return ports.map { CheckedTarget(host: host, port: $0, addresses: addresses) }
    }

    private func addresses(of host: Host) async throws(EgressError) -> [IPAddress] {
        guard case .name(let name) = host else {
            guard case .address(let address) = host else { return [] }
            return [address]
        }
        if let reason = policy.objectionToLookup(of: name) { throw .notAllowed(target: name, reason: reason) }
        return try await mapped(name, limit: Self.lookupLimit) {
            try await withDeadline(Self.lookupLimit, for: "the lookup of \(name)") {
                try await resolver.addresses(of: name, dialer: dialer)
            }
        }
    }

    private static let lookupLimit: Duration = .seconds(5)

    private static func localAddresses() -> Set<IPAddress> {
        let devices = (try? System.enumerateDevices()) ?? []
        let addresses = devices.compactMap { $0.address?.ipAddress }.compactMap { IPAddress($0) }
        return Set(addresses.filter { SpecialRanges.block(of: $0)?.meaning != "loopback" })
    }
}
