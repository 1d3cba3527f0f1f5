import APISpec
import JSON

/// A body that no JSON reader may take.
struct BodySyntax: Probe {
    static let rule = Rule(
        "body.syntax", "A body that is no JSON is refused with VALIDATION_ERROR", basis: "RFC 8259", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        for question in try await BodyQuestion.all(Self.rule, run) {
            let one = question.operation
            for (what, bytes) in Self.texts(question.base.body, isRequired: one.operation.body?.required == true) {
                var ask = run.ask(one, question.base, as: question.identity, what)
                ask.request = ask.request.with("Content-Type", question.base.contentType)
                ask.request.body = bytes
                guard let response = try await run.send(ask) else { continue }
                run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: one.location(of: "requestBody"))
            }
        }
    }

    /// Each with what is wrong about it, in words.
    static func texts(_ body: JSONValue?, isRequired: Bool) -> [(String, [UInt8])] {
        let whole = body?.jsonText ?? "{}"
        let inner = whole.dropFirst().dropLast()
        var texts: [(String, [UInt8])] = [
            ("a body cut short", Array(whole.utf8.dropLast())), ("two values", Array((whole + whole).utf8)),
            ("a comma too many", Array(("{" + inner + ",}").utf8)), ("single quotes", Array("{'a': 1}".utf8)),
            ("NaN", Array("{\"a\": NaN}".utf8)),
            ("bytes that are no UTF-8", Array("{\"a\": \"".utf8) + [0xC3, 0x28, 0x22, 0x7D]),
            ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(whole.utf8)),
            ("half of a surrogate pair", Array("{\"a\": \"\\ud800\"}".utf8)),
        ]
        if let object = body?.objectValue, let first = object.first(where: { _ in true }) {
            let member = "\(JSONValue.string(first.key).jsonText):\(first.value.jsonText)"
            texts.append(("a member given twice", Array(("{" + member + "," + inner + "}").utf8)))
        }
        if isRequired { texts.append(("no body", [])) }
        return texts
    }
}
