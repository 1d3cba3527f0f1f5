import Testing

@testable import Gateway

@Suite struct HeaderFieldsTests {
    @Test func comparesNamesWithoutCase() {
        var fields = HeaderFields([("A", "1"), ("b", "2"), ("a", "3")])
        #expect(fields["a"] == "1")
        #expect(fields.all("A") == ["1", "3"])
        #expect(fields["c"] == nil)
        fields.add("B", "4")
        #expect(fields.all("b") == ["2", "4"])
    }

    @Test func setsAtThePlaceOfTheFirst() {
        var fields = HeaderFields([("A", "1"), ("b", "2"), ("a", "3")])
        fields.set("a", "9")
        #expect(fields == HeaderFields([("A", "9"), ("b", "2")]))
        fields.set("c", "5")
        #expect(fields.fields.map(\.name) == ["A", "b", "c"])
    }

    @Test func foldsOnlyASCIILetters() {
        #expect(HeaderFields([("[", "1")])["{"] == nil)
        #expect(HeaderFields([("@", "1")])["`"] == nil)
        #expect(HeaderFields([("Z", "1")])["z"] == "1")
    }
}

@Suite struct PercentDecodingTests {
    @Test(arguments: [("a", "a"), ("%41", "A"), ("%c3%A9", "é"), ("%00", "\0"), ("a+b", "a+b"), ("%2B", "+"), ("", "")])
    func decodes(text: String, value: String) {
        #expect(PercentDecoding.decode(text) == value)
    }

    @Test(arguments: ["%", "%4", "%4g", "%g4", "%%41", "%C3", "%FF", "%C0%80", "%ED%A0%80", "%u0041"])
    func refuses(text: String) {
        #expect(PercentDecoding.decode(text) == nil)
    }

    @Test func turnsPlusIntoSpaceInQueriesOnly() {
        #expect(PercentDecoding.decode("a+b%2B", plusIsSpace: true) == "a b+")
    }
}
