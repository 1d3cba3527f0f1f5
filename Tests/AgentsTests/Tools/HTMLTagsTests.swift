import Testing

@testable import Agents

@Suite struct HTMLTagsTests {
    private func tags(_ html: String) -> [HTMLTags.Tag] { HTMLTags.read(Array(html.utf8)) }

    @Test func readsAttributesInEveryQuoting() {
        #expect(
            tags(#"<SCRIPT SRC="a b.js" Integrity='x>y' async data-n=1 / src=other></script><p>"#) == [
                .init(name: "script", attributes: ["src": "a b.js", "integrity": "x>y", "async": "", "data-n": "1"]),
                .init(name: "p", attributes: [:]),
            ])
    }

    @Test func passesOverCommentsAndScriptText() {
        let html = "<!-- <script src=no> --><script>if (a<b) { '<script src=no>' }</SCRIPT ><meta name=x>"
        #expect(
            tags(html) == [.init(name: "script", attributes: [:]), .init(name: "meta", attributes: ["name": "x"])])
    }

    @Test(arguments: [
        "", "<", "<a", "<a ", "<a b", "<a b=", "<a b='", "<!--", "<script", "<script>", "a < b", "</p>", "<a/>",
        "<a =>",
    ])
    func endsOnEveryStump(html: String) {
        #expect(tags(html).count == (html.hasPrefix("<a") || html.hasPrefix("<script") ? 1 : 0))
    }

    /// A reader that goes back over its text does not end within the limit.
    @Test(.timeLimit(.minutes(10))) func takesTimeInProportionToTheLength() {
        #expect(tags(String(repeating: "<a b='<!--", count: 100_000)).count <= 1)
        #expect(tags(String(repeating: "<p>", count: 30_000)).count == 20_000)
    }
}
