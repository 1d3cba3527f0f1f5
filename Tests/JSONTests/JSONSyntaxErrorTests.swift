import JSON
import Testing

/// Each way to break a JSON text gets its own sentence, at the place a person would point at.
@Suite struct JSONSyntaxErrorTests {
    @Test(arguments: [
        ("", "1:1 the text is empty, expected a value"),
        (" \n ", "2:2 the text is empty, expected a value"),
        ("{\"a\": 1,}", "1:8 a comma must be followed by another member"),
        ("[1,\n 2,\n]", "2:3 a comma must be followed by another element"),
        ("[1 2]", "1:4 expected \",\" or \"]\", found \"2\""),
        ("{\"a\": 1 \"b\": 2}", "1:9 expected \",\" or \"}\", found a string"),
        ("{\"a\" 1}", "1:6 expected \":\" after the member name, found \"1\""),
        ("{a: 1}", "1:2 expected a member name in double quotes, found \"a\""),
        ("{'a': 1}", "1:2 expected a member name in double quotes, found a single quote"),
        ("{\"a\": }", "1:7 expected a value, found \"}\""),
        ("[1]]", "1:4 expected the end of the text, found \"]\""),
        ("{} {}", "1:4 expected the end of the text, found \"{\""),
        ("[", "1:2 the text ends inside an array"),
        ("{\"a\": 1, ", "1:10 the text ends inside an object"),
        ("{\"a\":", "1:6 expected a value, found the end of the text"),
        ("[1}", "1:3 expected \",\" or \"]\", found \"}\""),
        ("[/* no */]", "1:2 expected a value, found \"/\""),
    ])
    func namesBrokenStructure(text: String, expected: String) {
        #expect(refusal(text) == expected)
    }

    @Test(arguments: [
        ("True", "1:1 \"True\" must be written in lower case"),
        ("[None]", "1:2 \"None\" is not JSON, write null"),
        ("NaN", "1:1 \"NaN\" is not a JSON number"),
        ("-Infinity", "1:1 \"-Infinity\" is not a JSON number"),
        ("[hello]", "1:2 expected a value, found the word \"hello\"; strings need double quotes"),
        ("012", "1:1 the number \"012\" must not start with a zero"),
        ("[-]", "1:2 \"-\" is not a JSON number"),
        ("1.", "1:1 \"1.\" is not a JSON number"),
        ("+1", "1:1 expected a value, found \"+\""),
        (".5", "1:1 expected a value, found \".\""),
    ])
    func namesBrokenScalars(text: String, expected: String) {
        #expect(refusal(text) == expected)
    }

    @Test(arguments: [
        ("[\"abc]", "1:2 the string that starts here has no closing quote"),
        ("\"a\tb\"", "1:3 a string must not contain the control character U+0009 unescaped"),
        ("\"a\\x\"", "1:3 a backslash cannot be followed by \"x\""),
        ("\"\\u12g4\"", "1:2 \"\\u\" needs four hexadecimal digits"),
        ("\"\\ud800\"", "1:2 \"\\ud800\" is half of a surrogate pair"),
        ("\"\\ud800\\u0041\"", "1:2 \"\\ud800\" is half of a surrogate pair"),
        ("\"\\udc00\"", "1:2 \"\\udc00\" is half of a surrogate pair"),
        ("\u{FEFF}{}", "1:1 the text starts with a byte order mark, which JSON does not allow"),
        ("[1,\u{A0}2]", "1:4 expected a value, found U+00A0"),
    ])
    func namesBrokenStrings(text: String, expected: String) {
        #expect(refusal(text) == expected)
    }

    @Test func namesBytesThatAreNotUTF8() {
        #expect(refusal([0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D]) == "1:3 the text is not UTF-8 here")
        #expect(refusal([0x5B, 0xFF, 0x5D]) == "1:2 expected a value, found a byte that is not UTF-8")
    }

    @Test func namesBothPlacesOfARepeatedMember() {
        let text = "{\"a\": {\"b\": 1},\n \"ä\": 2, \"\\u0061\": 3}"
        #expect(refusal(text) == "2:10 the member \"a\" occurs twice in one object, first at line 1, column 2")
    }

    @Test func findsARepeatedMemberAmongMany() {
        let members = (0..<1000).map { "\"k\($0)\": 0" }.joined(separator: ",")
        #expect(refusal("{\(members)}") == "read")
        #expect(refusal("{\(members),\n\"k500\": 1}").hasPrefix("2:1 the member \"k500\" occurs twice"))
    }

    @Test func countsColumnsInScalarsAndOffsetsInBytes() throws {
        let error = #expect(throws: JSONSyntaxError.self) { try read("[\"äöü😀\" x]") }
        #expect(error?.column == 9)
        #expect(error?.offset == 14)
    }

    @Test func countsEachKindOfLineEnd() {
        #expect(refusal("[\n1,\r\n2,\r3 x") == "4:3 expected \",\" or \"]\", found \"x\"")
    }
}
