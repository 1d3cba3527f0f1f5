import JSON
import JSONSchema
import Testing

@Suite struct PatternTests {
    @Test func saysThePattern() throws {
        #expect(try faults(#"{"pattern": "^[a-z]+$"}"#, #""A""#) == [#" pattern: must match the pattern "^[a-z]+$""#])
    }

    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        let document = Document(["pattern": .string(pattern)])
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        let schema = try compiler.compiled(document.root)
        return schema.accepts(Document(.string(text)).root)
    }

    @Test(arguments: [
        ("b", "abc"), ("^a|c$", "xc"), (".", "é"), (#"^\u{1F432}$"#, "🐲"), (#"^\ud83d\udc32$"#, "🐲"),
        (#"^[\ud83d\udc32]+$"#, "🐲🐲"), (#"^\x41\cJ\0$"#, "A\n\0"), (#"^[^\S]$"#, "\u{A0}"), (#"^[\s\d-x]+$"#, " 1-x"),
        (#"^[[:alpha:]]$"#, "a]"), ("^{}]$", "{}]"), ("^a{2}$", "aa"), ("^a{,2}$", "a{,2}"), (#"^\-\_\/\.$"#, "-_/."),
        (#"^(?<word>\w+) \k<word>$"#, "ab ab"), (#"^(a)?\1b$"#, "b"), ("^[^]$", "\n"),
        (#"^\p{Lu}\p{Script=Greek}$"#, "Zα"),
        (#"^\p{Uppercase_Letter}$"#, "É"), (#"^\P{L}$"#, "1"), (#"^[\P{L}]$"#, "1"), (#"^\p{Alphabetic}+$"#, "añ"),
        ("(?<=a)b", "ab"), ("^(?:a|b)*?c$", "abc"), ("", "anything"), (#"^[a\]]+$"#, "a]"), (#"[\b]"#, "\u{8}"),
        ("^a.c$", "a\u{85}c"),
    ])
    func meansWhatECMAScriptMeans(pattern: String, text: String) throws {
        #expect(try matches(pattern, text))
    }

    @Test(arguments: [
        ("^a$", "a\n"), (".", "\u{2028}"), ("^.$", "\r"), (#"^\d$"#, "٣"), (#"^\w$"#, "é"), ("[]", "a"),
        ("^[a-c]$", "b-"),
        (#"^[\d-x]$"#, "5x"), ("^a{2}$", "a{2}"), ("(?!a)^.$", "a"), (#"\bb"#, "ab"),
    ])
    func andNothingElse(pattern: String, text: String) throws {
        #expect(try !matches(pattern, text))
    }

    @Test(arguments: [
        ("(", "missing closing parenthesis", nil),
        ("[a", "a character class is not closed", nil),
        ("a**", #"there is nothing to repeat before "*""#, nil),
        ("a*+", #"there is nothing to repeat before "+""#, nil),
        ("(*UTF)", #"there is nothing to repeat before "*""#, nil),
        (#"\Z"#, #""\Z" is no escape in ECMA-262"#, nil),
        (#"\Qa\E"#, #""\Q" is no escape in ECMA-262"#, nil),
        (#"a\"#, #"nothing follows the last "\""#, nil),
        (#"\u12"#, #""\u" needs four hexadecimal digits, or a code point in braces"#, nil),
        (#"\ud800"#, #""\u" names half of a surrogate pair, or nothing"#, nil),
        (#"\p{Nope}"#, #"unknown property after \P or \p"#, nil),
        (#"\1"#, "reference to non-existent subpattern", nil),
        ("(?<=a+)b", "a lookbehind must have a fixed length", "rewrite it with alternatives of fixed length"),
        (
            "(?i)a", #""(?i" does not open a group in ECMA-262"#,
            #"groups open with "(", "(?:", "(?=", "(?!", "(?<=", "(?<!" or "(?<name>""#
        ),
    ])
    func refusesWhatECMAScriptRefuses(pattern: String, message: String, help: String?) throws {
        let document = Document(["pattern": .string(pattern)])
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        #expect(compiler.compile(document.root) == nil)
        let expected = Diagnostic(
            code: "schema-invalid-pattern", "pattern \"\(pattern)\" is not valid: \(message)", help: help, pointer: "")
        #expect(compiler.diagnostics == [expected])
    }

    @Test func pointsAtThePattern() throws {
        #expect(
            try problems("{\n  \"type\": \"string\",\n  \"pattern\": \"[\"\n}")
                == [#"3:14 schema-invalid-pattern: pattern "[" is not valid: a character class is not closed"#])
    }

    @Test(arguments: ["^(a+)+$", "(a+)+$", "(a|aa)+$", "^(?:a*)*b\u{5C}w$", "([a-z]+)*=", "(x+x+)+y"])
    func endsWithinItsLimit(pattern: String) throws {
        let compiled = try schema(#"{"properties": {"t": {"pattern": "\#(pattern.replacing("\\", with: "\\\\"))"}}}"#)
        let text = String(repeating: pattern.contains("x") ? "x" : "a", count: 40) + "!"
        let found = try compiled.faults(#"{"t": "\#(text)"}"#)
        let limit = "/t pattern: takes too much work to match against a pattern"
        let plain = "/t pattern: must match the pattern \"\(pattern)\""
        #expect(found == [limit] || found == [plain])
    }

    /// Each of a million starting places would run over a million letters.
    @Test func endsOnLongTexts() throws {
        let compiled = try schema(#"{"pattern": "[a-z]+[0-9]"}"#)
        let text = "\"" + String(repeating: "a", count: 1_000_000) + "\""
        let found = compiled.violations(of: try Document.json(text.utf8, limits: JSONLimits(bytes: 2 << 20)).root)
        #expect(found.map(\.message) == ["takes too much work to match against a pattern"])
    }

    @Test func givingUpIsNoProofOfTheOpposite() throws {
        let text = #"{"not": {"pattern": "(a+)+$"}}"#
        let long = "\"" + String(repeating: "a", count: 5000) + "!\""
        #expect(try faults(text, long) == [" not: takes too much work to match against a pattern"])
        let either = #"{"anyOf": [{"pattern": "(a+)+$"}, {"type": "null"}]}"#
        #expect(try faults(either, long) == [" anyOf: takes too much work to match against a pattern"])
    }

    /// A group around the pattern keeps it from being read in one go, and changes nothing else.
    @Test(arguments: [
        "^[a-z]+$", "^[a-z]*$", "^v\\d+\\.", "^a?b", "^[^/]+/[^/]*$", "^.+$", "^.*$", "^.{2,3}$", "^[a-c]{2}x?$", "^a*",
        "^\\w{1,3}-\\d$", "^[\\w.-]+@x$", "^[^a]$", "^[]$", "^[^]$", "^x$", "^", "^$", ".*", "", "^a+b+a+$",
        "^[a\\-z]+$",
        "^[a-z]+[a-z]$", "^a{2,}$", "^\\.$", "^[^\\d]+$",
    ])
    func readInOneGoOrNotTheVerdictIsTheSame(pattern: String) throws {
        let texts = [
            "", "a", "b", "ab", "abc", "aab", "aabbaa", "xyz", "v1.", "v12.x", "a/b", "a/", "/", "é", "éa", "a\u{2028}",
            "\u{2028}", "\u{2029}b", "\n", "a\n", "\r", "abx", "aax", "x", "w-1", "é-1", "a.b-c@x", "-", ".", "aa",
            "aaa",
            "🐲", "🐲🐲", "a-z", "\u{2027}",
        ]
        for text in texts {
            #expect(
                try matches(pattern, text) == matches("(?:\(pattern))", text), "\(pattern) on \(text.debugDescription)")
        }
    }
}
