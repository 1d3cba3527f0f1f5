import JSON

/// A key of limits.yaml, the member it sets and the values it takes: the file is checked and read by the same table.
struct LimitKey<Group>: Sendable {
    let name: String
    let range: ClosedRange<Int>
    let member: any WritableKeyPath<Group, Int> & Sendable

    init(_ name: String, _ range: ClosedRange<Int>, _ member: any WritableKeyPath<Group, Int> & Sendable) {
        self.name = name
        self.range = range
        self.member = member
    }
}

extension [LimitKey<RequestLimits>] {
    static let request: Self = [
        LimitKey("head_bytes", 1_024...1_048_576, \.headBytes),
        LimitKey("uri_bytes", 256...1_048_576, \.uriBytes),
        LimitKey("header_count", 8...10_000, \.headerCount),
        LimitKey("body_bytes", 0...1_073_741_824, \.bodyBytes),
        LimitKey("json_depth", 1...1_024, \.jsonDepth),
        LimitKey("json_nodes", 1...100_000_000, \.jsonNodes),
        LimitKey("idempotency_seconds", 1...31_536_000, \.idempotencySeconds),
    ]
}

extension [LimitKey<ConnectionLimits>] {
    static let connection: Self = [
        LimitKey("head_seconds", 1...3_600, \.headSeconds),
        LimitKey("body_seconds", 1...86_400, \.bodySeconds),
        LimitKey("idle_seconds", 1...86_400, \.idleSeconds),
        LimitKey("write_seconds", 1...86_400, \.writeSeconds),
        LimitKey("requests_per_connection", 1...1_000_000_000, \.requestsPerConnection),
        LimitKey("connections", 1...1_000_000, \.connections),
        LimitKey("connections_per_address", 1...1_000_000, \.connectionsPerAddress),
    ]
}

extension [LimitKey<WebSocketLimits>] {
    static let websocket: Self = [
        LimitKey("message_bytes", 125...1_073_741_824, \.messageBytes),
        LimitKey("queue_bytes", 1_024...1_073_741_824, \.queueBytes),
        LimitKey("heartbeat_seconds", 1...3_600, \.heartbeatSeconds),
        LimitKey("subscriptions", 1...100_000, \.subscriptions),
        LimitKey("commands_per_second", 1...100_000, \.commandsPerSecond),
    ]
}

extension Array {
    /// The group with every key of the node set.
    func read<Group>(_ node: Node?, into group: Group) -> Group where Element == LimitKey<Group> {
        reduce(into: group) { group, key in
            if let value = node?[key.name]?.int { group[keyPath: key.member] = value }
        }
    }

    /// The shape that checks the group: every key required, every value within its range.
    func shape<Group>() -> Shape where Element == LimitKey<Group> {
        Shape(
            required: map(\.name),
            Dictionary(map { ($0.name, .whole($0.range)) }, uniquingKeysWith: { first, _ in first }))
    }
}
