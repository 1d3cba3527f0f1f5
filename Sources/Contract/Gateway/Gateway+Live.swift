public import Access
import APISpec
public import JSON
public import JSONSchema

extension Gateway {
    /// The holder of a token, for a connection that is no request.
    ///
    /// - Throws: AUTHENTICATION_REQUIRED, or SERVICE_UNAVAILABLE when the accounts cannot be asked.
    public func authenticate(token: String) async throws(Refusal) -> Caller {
        if let caller = authentication.policy.issuer?.cached(token) { return caller }
        return try await authentication.verify(token)
    }

    /// Whether a caller's token still holds: not expired, not revoked, its account unchanged.
    public func stillHolds(_ caller: Caller) async -> Bool {
        await authentication.policy.issuer?.holds(caller) ?? false
    }

    /// A stream that ends when the caller's token is revoked.
    public func revocation(of caller: Caller) -> AsyncStream<Never> {
        authentication.policy.issuer?.revocation(of: caller) ?? AsyncStream { $0.finish() }
    }

    /// What an event breaks of the contract; empty for one that may be sent.
    ///
    /// - Parameters:
    ///   - name: the value of its member `event`.
    ///   - envelope: the whole message.
    public func validateEvent(_ name: String, _ envelope: Node) -> [Violation] {
        EventChecking(contract.events).violations(of: name, envelope)
    }

    /// A command of a client, valid by the contract.
    ///
    /// - Throws: VALIDATION_ERROR with every fault.
    public func readCommand(_ text: [UInt8]) throws(Refusal) -> (name: String, command: Node) {
        let limits = JSONLimits(
            bytes: contract.limits.websocket.messageBytes, depth: contract.limits.request.jsonDepth,
            nodes: contract.limits.request.jsonNodes)
        let node: Node
        do { node = try Document.json(text, limits: limits).root } catch {
            throw .invalid([Fault.Unreadable(error).fault])
        }
        let commands = contract.events?.commands ?? [:]
        guard let name = node["command"]?.string else { throw .invalid([Self.unnamed(commands.keys.sorted())]) }
        guard let type = commands[name] else { throw .invalid([Self.unknown(name, commands.keys.sorted())]) }
        let faults = type.payload.bodyFaults(of: node)
        guard faults.isEmpty else {
            var refusal = Refusal.invalid(faults)
            refusal.repair = type.payload.repair(of: node, direction: .request)
            throw refusal
        }
        return (name, node)
    }

    private static func unnamed(_ known: [String]) -> Fault {
        Fault(
            place: "body", pointer: "", keyword: "required",
            message: "must be an object with a string \"command\", one of: \(known.joined(separator: ", "))")
    }

    private static func unknown(_ name: String, _ known: [String]) -> Fault {
        let hint =
            Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
            ?? "known: \(known.joined(separator: ", "))"
        return Fault(
            place: "body", pointer: "/command", keyword: "enum", message: "unknown command \"\(name)\"; \(hint)")
    }
}
