import Testing

@testable import Agents

/// The links and anchors of Markdown, by the examples of CommonMark and GitHub.
@Suite struct MarkdownPageTests {
    private func facts(_ text: String) -> DocumentFacts { MarkdownPage.facts(Array(text.utf8)) }

    private func targets(_ text: String) -> [String] { facts(text).links.map { "\($0.kind.rawValue) \($0.target)" } }

    @Test(
        arguments: [
            ("[a](b)", ["link b"]), ("![a](b.png \"t\")", ["image b.png"]), ("[![a](b)](c)", ["link c", "image b"]),
            ("[a](<b c> 't')", ["link b c"]), ("[a](b(c)d)", ["link b(c)d"]), ("[a]( b )", ["link b"]),
            ("[a]()", ["link "]),
            ("[a](b c)", []), ("[a] (b)", []), (#"\[a](b)"#, []), ("`[a](b)`", []), ("``[a`](b)``", []),
            ("[a`](b)`", []),
            ("<https://a.b/c>", ["link https://a.b/c"]), ("<mailto:a@b.c>", ["link mailto:a@b.c"]), ("<a@b.c>", []),
            ("see https://a.b/c.", ["link https://a.b/c"]), ("[r]\n\n[r]: /x 'y'", ["link /x"]),
            ("[t][R  s]\n\n[r s]: <u>", ["link u"]), ("[r][]\n\n[r]: u", ["link u"]), ("[a\nb](c)", ["link c"]),
            ("[a [b](c)](d)", ["link c"]), (#"[a](b\)c)"#, ["link b)c"]), ("[a](b&amp;c)", ["link b&c"]),
            ("<a href='b'>c</a>", ["link b"]), ("<img src=b>", ["image b"]), ("<!-- [a](b) -->", []),
            ("| [a](b) | `[c](d)` |", ["link b"]), ("*[a](b)*", ["link b"]), ("[x] [ ]", []), ("a[0][1]", []),
        ] as [(String, [String])]) func findsLinksInText(text: String, expected: [String])
    {
        #expect(targets(text) == expected)
    }

    @Test(
        arguments: [
            ("```\n[a](b)\n```", []), ("~~~ x\n[a](b)\n```\n~~~\n[c](d)", ["link d"]), ("    [a](b)", []),
            ("p\n    [a](b)", ["link b"]), ("- x\n\n  [a](b)", ["link b"]), ("- x\n\n      [a](b)", []),
            ("1. x\n\n   ```\n   [a](b)\n   ```\n2. [c](d)", ["link d"]), ("> [a](b)\n> [c](d)", ["link b", "link d"]),
            ("> ```\n> [a](b)\n> ```\n", []), ("<div>\n[a](b)\n</div>\n\n[c](d)", ["link d"]),
            ("<div>\n\n[a](b)\n\n</div>", ["link b"]), ("<!--\n[a](b)\n\n-->\n[c](d)", ["link d"]),
            ("<pre>\n\n[a](b)\n</pre>", []), ("- [a](b)\n  - [c](d)", ["link b", "link d"]), ("# [a](b)", ["link b"]),
            ("***\n[a](b)", ["link b"]), ("```a`b\n[a](b)", ["link b"]),
        ] as [(String, [String])]) func passesOverCodeAndHTML(text: String, expected: [String])
    {
        #expect(targets(text) == expected)
    }

    @Test(
        arguments: [
            ("# Hello, World!", ["hello-world"]), ("Two\nlines\n---", ["two-lines"]),
            ("## `a.b` and [c](d) ##", ["ab-and-c"]),
            ("# A\n# A\n# A", ["a", "a-1", "a-2"]), ("# a_b _c_", ["a_b-c"]), ("# Größe: 5 µm", ["größe-5-µm"]),
            ("#no", []), ("# ![x](y) z", ["-z"]), ("# a & b", ["a--b"]), ("<h2 id='x'>y</h2>", ["x"]),
            ("<a name=\"n\"></a>", ["n"]), ("```\n# a\n```", []), ("# a\n# a-1\n# a", ["a", "a-1", "a-2"]),
            ("1. # x", ["x"]), ("# <b>bold</b>", ["bold"]), ("# c++ / c#", ["c--c"]),
        ] as [(String, [String])]) func namesAnchorsAsGitHubDoes(text: String, expected: [String])
    {
        #expect(facts(text).anchors == Set(expected))
    }

    @Test func namesPlacesAcrossLines() {
        let text = "> some\n> text [a](b)\n\n- [c][nope]\n"
        let found = facts(text)
        let lines = LineStarts(Array(text.utf8))
        #expect(found.links.map { lines.place(of: $0.offset).line } == [2])
        #expect(found.links.map { lines.place(of: $0.offset).column } == [8])
        #expect(
            found.undefinedLabels.map { "\($0.text) \(lines.place(of: $0.offset))" } == ["nope (line: 4, column: 3)"])
    }

    /// Work that grows faster than the text does not end within the limit.
    @Test(.timeLimit(.minutes(10)), arguments: ["[", "![", "[a](", "<", "`", "- ", "> ", "[a][b", "\\", "_", "*a "])
    func takesTimeInProportionToTheLength(part: String) {
        let found = facts(String(repeating: part, count: 4_000))
        #expect(found.links.isEmpty)
    }
}
