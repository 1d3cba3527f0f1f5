/// Who sends a body without end.
struct DeadlineBody: Probe {
    static let rule = Rule(
        "deadline.body",
        "Half a body is answered with REQUEST_TIMEOUT after connection.body_seconds, and the connection closes",
        basis: "connection.body_seconds of limits.yaml, RFC 9110 section 15.5.9")

    func begin(_ run: Run) async throws(Abort) {
        if let slow = try await SlowRequest.begin(.body, run) { run.slowRequests.append(slow) }
    }

    func run(_ run: Run) async throws(Abort) { await SlowRequest.judge(.body, Self.rule, run) }
}
