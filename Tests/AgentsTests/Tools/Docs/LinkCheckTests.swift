import JSON
import Testing

@testable import Agents

/// Links between documents, followed.
@Suite struct LinkCheckTests {
    private func check(_ texts: [String: String], _ others: [String] = []) -> LinkCheck {
        var documents: [String: DocumentFacts] = [:]
        for (path, text) in texts {
            documents[path] =
                path.hasSuffix(".html") ? HTMLPage.facts(Array(text.utf8)) : MarkdownPage.facts(Array(text.utf8))
        }
        return LinkCheck(files: Array(texts.keys) + others, documents: documents)
    }

    private func doubts(_ texts: [String: String], _ others: [String] = []) -> [String] {
        check(texts, others).doubts.map { "\($0.document): \($0.link.target)" }
    }

    @Test(arguments: [
        "b.md", "./b.md", "b.md#one", "#", "#top", "#here", "sub/", "sub", "sub/c.md", "/sub/c.md", "sub/../b.md",
        "a%20b.png", "b.md?x=1#one", "mailto:a@b.c", "https://nowhere.invalid/", "//nowhere.invalid/x",
    ]) func findsWhatIsThere(target: String) {
        #expect(
            doubts(["a.md": "# Here\n[x](<\(target)>)", "b.md": "# One", "sub/c.md": ""], ["a b.png"]) == [])
    }

    @Test(arguments: ["c.md", "b.md#two", "#there", "sub/d.md", "../a.md", "b.md/", "B.md", "sub/c.md#x", "b.mdx"])
    func missesWhatIsNot(target: String) {
        #expect(doubts(["a.md": "# Here\n[x](<\(target)>)", "b.md": "# One", "sub/c.md": ""]) == ["a.md: \(target)"])
    }

    @Test func followsLinksBetweenHTMLAndMarkdown() {
        let page = "<h1 id='x'>a</h1><a href='a.md#a'>b</a><a href='#y'>c</a><img src='no.png'><p id=x>"
        let found = check(["p.html": page, "a.md": "# A\n[p](p.html#x) [q](p.html#z)"])
        #expect(found.doubts.map(\.link.target) == ["p.html#z", "#y", "no.png"])
        #expect(found.documents["p.html"]?.ids.map(\.text) == ["x", "x"])
        #expect(found.localCount == 5 && found.externals.isEmpty)
    }

    @Test func theFragmentOfAFolderIsOneOfItsReadMe() {
        let texts = ["a.md": "[x](sub#one) [y](sub/#two)", "sub/README.md": "# One"]
        #expect(doubts(texts) == ["a.md: sub/#two"])
    }

    @Test func namesTheNearest() {
        let texts = ["docs/a.md": "text\n\n[x](bb.md) ![y](pic.pgn) [z](#intro)\n\n# Introd\n", "docs/bbb.md": ""]
        let check = check(texts, ["docs/pic.png"])
        let lines = ["docs/a.md": LineStarts(Array((texts["docs/a.md"] ?? "").utf8))]
        let findings = LinkFindings(check: check, shown: { "site/\($0)" }, lines: lines)
        #expect(
            check.doubts.map { findings.finding($0) }.map { "\($0.rule) \($0.location) \($0.remedy)" } == [
                "docs.link.dead site/docs/a.md:3:1 Did you mean \"site/docs/bbb.md\"?",
                "docs.image.missing site/docs/a.md:3:13 Did you mean \"site/docs/pic.png\"?",
                "docs.anchor.missing site/docs/a.md:3:26 Did you mean \"#introd\"?",
            ])
    }
}
