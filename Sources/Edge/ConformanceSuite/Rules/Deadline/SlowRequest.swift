import APISpec
import NIOCore

/// Half a request on a connection that was opened first and is judged last, when its time is up.
struct SlowRequest {
    /// Which part of it does not end.
    enum Part: Sendable { case head, body }

    let part: Part
    let socket: RawSocket
    let seconds: Int
    let start: NIODeadline
    let bytes: [UInt8]

    /// Seconds that a run waits for an answer.
    private static let longest = 40
    /// Seconds that the answer may be early or late.
    private static let leeway = (early: 1.0, late: 5.0)

    /// Sends it; nil where nothing promises a time, or one too long to wait for.
    static func begin(_ part: Part, _ run: Run) async throws(Abort) -> SlowRequest? {
        let seconds = limit(part, run)
        let whole = request(run).bytes(host: run.address.authority)
        guard run.spec.limits != nil, seconds <= longest, let end = whole.firstRange(of: Array("\r\n\r\n".utf8)) else {
            return nil
        }
        let bytes =
            part == .head ? Array(whole[..<end.lowerBound]) : Array(whole[..<end.upperBound]) + [UInt8(ascii: "{")]
        let socket = try await run.connect()
        socket.send(bytes)
        return SlowRequest(part: part, socket: socket, seconds: seconds, start: .now(), bytes: bytes)
    }

    private static func limit(_ part: Part, _ run: Run) -> Int {
        let limits = run.spec.contract.limits.connection
        return part == .head ? limits.headSeconds : limits.bodySeconds
    }

    /// One that cannot be answered before its body is there.
    private static func request(_ run: Run) -> RawRequest {
        guard let (one, identity) = run.writer else {
            var request = RawRequest(method: "POST", target: "/zz-not-declared")
            request.body = Array("{\"zz\":1}".utf8)
            return request
        }
        return run.ask(one, run.base(of: one, as: identity, path: one.operation.path.text), as: identity, "").request
    }

    /// Waits for the end of its time and judges what came.
    static func judge(_ part: Part, _ rule: Rule, _ run: Run) async {
        guard let slow = run.slowRequests.first(where: { $0.part == part }) else {
            let why =
                run.spec.limits == nil
                ? "the specification has no limits.yaml" : "\(limit(part, run)) s are too long to wait for"
            return run.skip(rule, "connections", why)
        }
        let end = slow.start + .seconds(Int64(slow.seconds)) + .seconds(Int64(leeway.late))
        await slow.socket.wait(milliseconds: max(0, (end - .now()).nanoseconds / 1_000_000)) { _ in slow.socket.isClosed
        }
        run.check(rule, "connections")
        if let fault = slow.fault(run) {
            let key = part == .head ? "head_seconds" : "body_seconds"
            run.fail(
                raw: rule, "connections", "half a request", slow.bytes,
                expected: "\(status(run)) REQUEST_TIMEOUT after \(slow.seconds) s, then a close", got: fault,
                spec: run.spec.location(ofLimit: "connection", key))
        }
        slow.socket.close()
    }

    private static func status(_ run: Run) -> Int { run.spec.status(of: "REQUEST_TIMEOUT") ?? 408 }

    private func fault(_ run: Run) -> String? {
        let talk = Conversation(socket.received, isClosed: socket.isClosed)
        let after = socket.lastMoment.map { Double(($0 - start).nanoseconds) / 1_000_000_000 } ?? 0
        let range = Double(seconds) - Self.leeway.early...Double(seconds) + Self.leeway.late
        guard let answer = talk.answers.first else { return talk.isClosed ? "a close without an answer" : "nothing" }
        if answer.status != Self.status(run) || answer.errorCode != "REQUEST_TIMEOUT" { return answer.summary }
        if !range.contains(after) { return "\(answer.status) after \(Report.tenths(after)) s" }
        return talk.isClosed ? nil : "\(answer.status), and the connection stays open"
    }
}
