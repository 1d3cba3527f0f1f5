import JSON
import Testing

@Suite struct JSONPointerTests {
    @Test(arguments: [
        ("", []), ("/", [""]), ("/a/b", ["a", "b"]), ("/a~1b/m~0n", ["a/b", "m~n"]), ("/~01", ["~1"]),
        ("//", ["", ""]),
        ("/ä", ["ä"]),
    ])
    func readsAndWrites(text: String, tokens: [String]) {
        #expect(JSONPointer(text)?.tokens == tokens)
        #expect(JSONPointer(tokens: tokens).description == text)
    }

    @Test(arguments: ["a", "a/b", "/~", "/~2", "#/a"])
    func refusesWhatIsNoPointer(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func growsByNamesAndIndexes() {
        #expect(JSONPointer().appending("a/b").appending(3).description == "/a~1b/3")
    }
}
