/// Who sends a head without end.
struct DeadlineHead: Probe {
    static let rule = Rule(
        "deadline.head",
        "Half a head is answered with REQUEST_TIMEOUT after connection.head_seconds, and the connection closes",
        basis: "connection.head_seconds of limits.yaml, RFC 9110 section 15.5.9")

    func begin(_ run: Run) async throws(Abort) {
        if let slow = try await SlowRequest.begin(.head, run) { run.slowRequests.append(slow) }
    }

    func run(_ run: Run) async throws(Abort) { await SlowRequest.judge(.head, Self.rule, run) }
}
