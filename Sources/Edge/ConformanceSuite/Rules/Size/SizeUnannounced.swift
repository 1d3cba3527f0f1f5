import APISpec
import JSON

/// The limit on a body holds for one whose length nobody has announced, and for one that is announced and never sent.
struct SizeUnannounced: Probe {
    static let rule = Rule(
        "size.unannounced",
        "A body in chunks over request.body_bytes is refused with PAYLOAD_TOO_LARGE, as is one announced over it",
        basis: "request.body_bytes of limits.yaml, RFC 9110 section 15.5.14")

    /// Larger limits are not sent out.
    private static let most = 16 << 20

    func run(_ run: Run) async throws(Abort) {
        let limit = run.spec.contract.limits.request.bodyBytes
        guard run.spec.limits != nil, limit <= Self.most, let (one, identity) = run.writer,
            let base = try await run.base(of: one, as: identity)
        else {
            return run.skip(Self.rule, "bodies", "no limits.yaml, no JSON body, or a limit above \(Self.most) bytes")
        }
        let ask = run.ask(one, base, as: identity, "")
        let host = run.address.authority
        var inChunks = ask.request
        inChunks.body = nil
        inChunks.headers.append(("Transfer-Encoding", "chunked"))
        let piece = Array("4000\r\n".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: 0x4000) + Array("\r\n".utf8)
        let whole = inChunks.bytes(host: host) + [[UInt8]](repeating: piece, count: limit / 0x4000 + 2).flatMap { $0 }
        var announced = ask.request
        announced.body = nil
        announced.headers.append(("Content-Length", "\(limit + 1)"))
        for (what, bytes) in [
            ("chunks of \(limit) bytes and more", whole),
            ("a Content-Length of \(limit + 1) and no body", announced.bytes(host: host)),
        ] {
            let talk = try await run.hold([bytes], expecting: 1)
            run.check(Self.rule, one.title)
            let status = run.spec.status(of: "PAYLOAD_TOO_LARGE") ?? 413
            guard talk.answers.first?.status != status || talk.answers.first?.errorCode != "PAYLOAD_TOO_LARGE" else {
                continue
            }
            let got =
                talk.answers.first?.summary ?? (talk.isClosed ? "a close without an answer" : "nothing within 5 s")
            run.fail(
                raw: Self.rule, one.title, what, Array(bytes.prefix(2_000)), expected: "\(status) PAYLOAD_TOO_LARGE",
                got: got,
                spec: run.spec.location(ofLimit: "request", "body_bytes"))
        }
    }
}
