import APISpec
import JSON

/// A body in chunks is the same body, however it is cut.
struct FramingChunked: Probe {
    static let rule = Rule(
        "framing.chunked", "A body in chunks is read as the same body with a length", basis: "RFC 9112 section 7.1")

    func run(_ run: Run) async throws(Abort) {
        guard let (ask, body) = try await run.creation(Self.rule) else { return }
        for (what, coded) in Self.forms(of: body) {
            var request = ask.request
            request.body = nil
            request.headers.append(("Transfer-Encoding", "chunked"))
            let bytes = request.bytes(host: run.address.authority) + coded
            let half = bytes.count - coded.count / 2
            let talk = try await run.hold([Array(bytes[..<half]), Array(bytes[half...])], expecting: 1)
            try await run.expectMade(Self.rule, talk, ask, what, bytes)
        }
    }

    /// The body in chunks, with what is special about it.
    static func forms(of body: [UInt8]) -> [(String, [UInt8])] {
        func chunk(_ bytes: some Collection<UInt8>, _ size: String? = nil) -> [UInt8] {
            Array("\(size ?? String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
        }
        let last = Array("0\r\n\r\n".utf8)
        let size = String(body.count, radix: 16)
        return [
            ("one chunk", chunk(body) + last), ("a chunk for each byte", body.flatMap { chunk([$0]) } + last),
            ("a size in capitals", chunk(body, size.uppercased()) + last),
            ("zeros before the size", chunk(body, "000" + size) + last),
            ("a chunk extension", chunk(body, "\(size);zz=1") + last),
            ("a trailer field", chunk(body) + Array("0\r\nX-Zz: 1\r\n\r\n".utf8)),
        ]
    }
}

extension Run {
    /// A valid question that makes an object, and its body; nil, with the rule skipped, where there is none.
    func creation(_ rule: Rule) async throws(Abort) -> (Ask, [UInt8])? {
        guard let (one, identity) = writer, let base = try await base(of: one, as: identity), base.body != nil else {
            skip(rule, "bodies", "no operation makes objects from a JSON object")
            return nil
        }
        let ask = ask(one, base, as: identity, "")
        return ask.request.body.map { (ask, $0) }
    }

    /// Counts a check: a creation that was sent byte by byte has made its object.
    func expectMade(
        _ rule: Rule, _ talk: Conversation, _ ask: Ask, _ what: String, _ bytes: [UInt8]
    ) async throws(Abort) {
        check(rule, ask)
        guard let answer = talk.answers.first, 200..<300 ~= answer.status else {
            return fail(
                raw: rule, ask.subject, what, bytes, expected: "2xx",
                got: talk.answers.first?.summary ?? talk.fault ?? "no answer", spec: ask.operation?.location)
        }
        guard answer.status == 201, let one = ask.operation, let identity = ask.identity else { return }
        try await remember(answer, "id", in: one.operation.path.text, as: identity)
    }
}
