import Testing

@testable import Access

@Suite struct Base64URLTests {
    @Test(arguments: [
        ("", ""), ("Zg", "f"), ("Zm8", "fo"), ("Zm9v", "foo"), ("Zm9vYg", "foob"), ("Zm9vYmE", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ])
    func readsTheVectorsOfRFC4648(text: String, value: String) {
        #expect(Base64URL.decode(text.utf8) == Array(value.utf8))
    }

    @Test func readsTheWholeAlphabet() {
        #expect(Base64URL.decode("-_-_".utf8) == [0xFB, 0xFF, 0xBF])
        #expect(Base64URL.decode("AAAA".utf8) == [0, 0, 0])
    }

    @Test(arguments: ["A", "AAAAA", "Zg==", "Zg=", "Zh", "Zm9", "+/AA", "Zm 8", "Zm8\n", "Zm8\0", "Zmé"])
    func refusesEveryOtherSpelling(text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }
}
