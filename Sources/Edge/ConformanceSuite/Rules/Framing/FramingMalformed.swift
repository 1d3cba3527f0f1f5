import APISpec
import JSON

/// A request that RFC 9112 does not allow ends its connection, and nothing behind it is read as a request.
struct FramingMalformed: Probe {
    static let rule = Rule(
        "framing.malformed", "A malformed request is refused with MALFORMED_REQUEST, once, and the connection closes",
        basis: "RFC 9112 sections 2.2, 3, 5 and 6, RFC 9110 section 7.2")

    private static let marker = "/zz-behind-a-malformed-request"

    func run(_ run: Run) async throws(Abort) {
        let host = run.address.authority
        let target = run.plainest(secured: false)?.0.operation.path.text ?? "/"
        let marker = RawRequest(method: "GET", target: Self.marker).bytes(host: host)
        for (what, bytes) in MalformedHeads.all(host: host, target: target) {
            let talk = try await run.hold([bytes + marker], expecting: 1)
            run.check(Self.rule, "malformed requests")
            guard let fault = fault(talk, run) else { continue }
            run.fail(
                raw: Self.rule, "malformed requests", what, bytes, expected: wanted(run), got: fault,
                spec: run.spec.location(ofCode: "MALFORMED_REQUEST"))
        }
    }

    private func wanted(_ run: Run) -> String {
        let status =
            run.spec.isAnybodys ? "400" : "\(run.spec.status(of: "MALFORMED_REQUEST") ?? 400) MALFORMED_REQUEST"
        return "\(status), then a close"
    }

    private func fault(_ talk: Conversation, _ run: Run) -> String? {
        guard let first = talk.answers.first else {
            // A server without a code for it may hang up.
            return run.spec.isAnybodys && talk.isClosed
                ? nil : talk.isClosed ? "a close without an answer" : "no answer within 5 s"
        }
        if talk.answers.count > 1 { return "\(first.status), then \(talk.answers[1].summary) to what stood behind it" }
        if !talk.isClosed { return "\(first.summary), and the connection stays open" }
        if run.spec.isAnybodys { return [400, 411, 414, 431, 501, 505].contains(first.status) ? nil : first.summary }
        let status = run.spec.status(of: "MALFORMED_REQUEST") ?? 400
        return first.status == status && first.errorCode == "MALFORMED_REQUEST" ? nil : first.summary
    }
}

extension Run {
    /// Talks to the server byte by byte; an unreachable server ends the run.
    func hold(
        _ pieces: [[UInt8]], heads: [Bool] = [], expecting count: Int, milliseconds: Int64 = 5_000
    ) async throws(Abort) -> Conversation {
        requests += count
        do throws(WireError) {
            return try await Conversation.hold(
                with: address, sending: pieces, heads: heads, expecting: count, milliseconds: milliseconds)
        } catch { throw Abort(reason: error.reason) }
    }

    /// Writes down a finding about bytes that no client but this one sends.
    func fail(
        raw rule: Rule, _ subject: String, _ attempt: String, _ bytes: [UInt8], expected: String, got: String,
        spec place: SourceLocation? = nil
    ) {
        find(
            Finding(
                rule: rule.id, subject: subject, attempt: attempt, expected: expected, got: got, spec: place,
                curl: curl.line(sending: bytes, to: address)))
    }
}
