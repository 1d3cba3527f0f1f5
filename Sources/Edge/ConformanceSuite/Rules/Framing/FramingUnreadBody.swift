import APISpec

/// A refusal that leaves a body unread does not let the body be read as the next request.
struct FramingUnreadBody: Probe {
    static let rule = Rule(
        "framing.unread-body", "Behind a refusal the connection closes, or the next request is answered as on its own",
        basis: "RFC 9112 sections 9.3 and 9.6")

    private static let marker = "/zz-behind-an-unread-body"

    func run(_ run: Run) async throws(Abort) {
        let host = run.address.authority
        let marker = RawRequest(method: "GET", target: Self.marker, headers: [("Accept", "application/json")]).bytes(
            host: host)
        guard let alone = try await run.hold([marker], expecting: 1).answers.first else { return }
        for (what, request) in requests(run, host) {
            let talk = try await run.hold([request + marker], expecting: 2, milliseconds: 2_000)
            run.check(Self.rule, "refusals with a body")
            let got = talk.answers.map(\.summary).joined(separator: ", then ")
            let isRight =
                talk.answers.count == 1
                ? talk.isClosed : talk.answers.count == 2 && talk.answers[1].status == alone.status
            if !isRight || talk.fault != nil {
                run.fail(
                    raw: Self.rule, "refusals with a body", what, request + marker,
                    expected: "a refusal, then a close or \(alone.status)",
                    got: talk.fault ?? (got.isEmpty ? "nothing" : got))
            }
        }
    }

    /// Requests that are refused before their body need be read; the body looks like a request.
    private func requests(_ run: Run, _ host: String) -> [(String, [UInt8])] {
        let inner = "GET /zz-smuggled HTTP/1.1\r\nHost: \(host)\r\n\r\n"
        let body = Array((inner + String(repeating: "x", count: 20_000)).utf8)
        let chunked = Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
        func request(_ method: String, _ target: String, _ fields: [(name: String, value: String)] = []) -> [UInt8] {
            var request = RawRequest(
                method: method, target: target, headers: fields + [("Content-Type", "application/json")])
            request.body = body
            return request.bytes(host: host)
        }
        func inChunks(_ method: String, _ target: String) -> [UInt8] {
            RawRequest(
                method: method, target: target,
                headers: [("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")]
            ).bytes(host: host) + chunked
        }
        var rows = [
            ("a body to an undeclared path", request("POST", "/zz-not-declared")),
            ("a body in chunks to an undeclared path", inChunks("POST", "/zz-not-declared")),
            ("a GET with a body to an undeclared path", request("GET", "/zz-not-declared")),
        ]
        if let (one, identity) = run.writer {
            let path = run.anyPath(of: one)
            rows += [
                ("a body without a token", request("POST", path)),
                ("a body in chunks without a token", inChunks("POST", path)),
                ("a body to an undeclared method", request("PATCH", path)),
                (
                    "a body of an undeclared type",
                    request("POST", path, [identity.authorization, ("X-Zz", "1")].compactMap { $0 }).replacing(
                        "application/json", "text/zz-unknown1")
                ),
            ]
        }
        return rows
    }
}

extension [UInt8] {
    /// With the first occurrence of a text replaced by another of the same length.
    fileprivate func replacing(_ needle: String, _ text: String) -> [UInt8] {
        guard let range = firstRange(of: Array(needle.utf8)) else { return self }
        return Array(self[..<range.lowerBound]) + Array(text.utf8) + Array(self[range.upperBound...])
    }
}
