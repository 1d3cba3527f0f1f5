import JSON
import Testing

@Suite struct DiagnosticTests {
    @Test func showsTheLineWithACaret() throws {
        let root = try read("{\n  \"summry\": \"Create\"\n}", file: "spec/openapi.json")
        let key = try #require(root.members.map(\.key).first)
        let diagnostic = Diagnostic(
            code: "unknown-key", "unknown key \"summry\"", help: "did you mean \"summary\"?", at: key)
        #expect(
            diagnostic.text == """
                spec/openapi.json:2:3: error: unknown key "summry" [unknown-key]
                    2 |   "summry": "Create"
                      |   ^
                   help: did you mean "summary"?
                """)
    }

    @Test func showsTabsAsOneColumn() {
        let diagnostic = Diagnostic(
            .warning, code: "c", "m", location: SourceLocation(file: "f", line: 123_456, column: 3), sourceLine: "\t\tx"
        )
        #expect(diagnostic.text == "f:123456:3: warning: m [c]\n123456 |   x\n       |   ^")
    }

    @Test func showsAPieceOfALongLine() throws {
        let line = String(repeating: "a", count: 200) + "X" + String(repeating: "b", count: 200)
        let diagnostic = Diagnostic(
            code: "c", "m", location: SourceLocation(file: "f", line: 1, column: 201), sourceLine: line)
        let rows = diagnostic.text.split(separator: "\n")
        #expect(rows[1].count == 8 + 100)
        let caret = try #require(Array(rows[2]).firstIndex(of: "^"))
        #expect(Array(rows[1])[caret] == "X")
    }

    @Test func namesThePointerWhereThereIsNoPlace() {
        #expect(Diagnostic(code: "c", "m", pointer: "/a/0").text == "/a/0: error: m [c]")
        #expect(Diagnostic(code: "c", "m").text == "error: m [c]")
    }

    @Test func sortsByFileLineAndColumn() {
        let places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 5), ("a", 2, 3), ("a", 2, 3)]
        let items = places.enumerated().map { index, place in
            Diagnostic(
                code: String(index), "m", location: SourceLocation(file: place.0, line: place.1, column: place.2))
        }
        #expect(Diagnostics(items).sorted.map(\.code) == ["3", "4", "2", "1", "0"])
    }

    @Test func knowsWhetherThereAreErrors() {
        var diagnostics = Diagnostics([Diagnostic(.warning, code: "w", "m")])
        #expect(!diagnostics.hasErrors)
        diagnostics.append(Diagnostic(code: "e", "m"))
        #expect(diagnostics.hasErrors && diagnostics.items.count == 2)
    }
}
