import APISpec
import JSON
import SchemaInstances

/// Text comes back as it went in, character by character, or is refused; it is never changed on the way.
struct EncodingText: Probe {
    static let rule = Rule(
        "encoding.text", "Text of any Unicode class comes back unchanged, or is refused with VALIDATION_ERROR",
        basis: "RFC 8259 section 8")

    /// Escapes and characters as they stand in the body, and the text they mean.
    private static let texts: [(what: String, raw: String, text: String)] =
        Boundaries.unicode.map { ($0.0, JSONValue.string($0.1).jsonText, $0.1) } + [
            ("U+0000", "\"a\\u0000b\"", "a\u{0}b"),
            ("control characters", "\"\\u0001\\u001f\\u007f\"", "\u{1}\u{1F}\u{7F}"),
            ("a letter and its accent apart", "\"e\u{301}\"", "e\u{301}"),
            ("a letter with its accent", "\"\u{E9}\"", "\u{E9}"),
            ("line separators", "\"\u{2028}\u{2029}\"", "\u{2028}\u{2029}"),
            ("zero-width characters", "\"a\u{200B}\u{FEFF}b\"", "a\u{200B}\u{FEFF}b"),
            ("noncharacters", "\"\u{FFFE}\u{FFFF}\"", "\u{FFFE}\u{FFFF}"),
            ("the last scalar", "\"\u{10FFFF}\"", "\u{10FFFF}"),
            ("a pair of escapes", "\"\\ud83d\\ude00\"", "\u{1F600}"),
            ("escapes of plain letters", "\"\\u0041\\u002f\\/\"", "A//"),
            ("spaces at both ends", "\"  a  \"", "  a  "), ("text that looks like a number", "\"007\"", "007"),
            ("text that looks like null", "\"null\"", "null"),
            ("percent signs and plus", "\"%41+%2B%00\"", "%41+%2B%00"),
            ("a placeholder", "\"${7*7}{{7*7}}%{7*7}\"", "${7*7}{{7*7}}%{7*7}"),
            ("a quote and a semicolon", "\"'; --\"", "'; --"),
        ]

    static let asksWhatIsKept = true

    func run(_ run: Run) async throws(Abort) {
        guard let echo = try await EchoedMembers(run), let (name, _) = echo.texts.first else {
            return run.skip(Self.rule, "bodies", "no body has a free text that comes back in the answer")
        }
        for (what, raw, text) in Self.texts {
            guard let (ask, response) = try await echo.make(name, raw, "\(name): \(what)", run) else { continue }
            guard Self.judge(name, text, ask, response, run) else { continue }
            guard let (again, read) = try await echo.again(response, "\(name): \(what), read again", run) else {
                continue
            }
            _ = Self.judge(name, text, again, read, run)
        }
    }

    /// Whether it came back.
    private static func judge(_ name: String, _ text: String, _ ask: Ask, _ response: RawResponse, _ run: Run) -> Bool {
        guard 200..<300 ~= response.status else {
            run.expect("VALIDATION_ERROR", rule, ask, response)
            return false
        }
        run.check(rule, ask)
        let got = response.json?.root[name]?.string
        // By scalars: canonical equivalence is no equality here.
        guard got.map({ $0.unicodeScalars.elementsEqual(text.unicodeScalars) }) == true else {
            run.fail(
                rule, ask, expected: "\"\(name)\": \(JSONValue.string(text).jsonText)",
                got: got.map { JSONValue.string($0).jsonText } ?? "nothing")
            return false
        }
        return true
    }
}
