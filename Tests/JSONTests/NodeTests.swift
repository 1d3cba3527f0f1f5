import JSON
import Testing

@Suite struct NodeTests {
    @Test func readsEachKind() throws {
        let root = try read(#"{"n": null, "t": true, "f": false, "i": -7, "d": 1.5, "s": "x", "a": [1], "o": {}}"#)
        let kinds = root.members.map(\.value.kind)
        #expect(kinds == [.null, .boolean, .boolean, .integer, .number, .string, .array, .object])
        #expect(root["n"]?.isNull == true)
        #expect(root["t"]?.bool == true)
        #expect(root["f"]?.bool == false)
        #expect(root["i"]?.int == -7)
        #expect(root["d"]?.double == 1.5)
        #expect(root["s"]?.string == "x")
        #expect(root["a"]?.count == 1)
        #expect(root["o"]?.count == 0)
    }

    @Test func givesNilForOtherKinds() throws {
        let node = try read("\"x\"")
        #expect(node.bool == nil && node.int == nil && node.double == nil && node.numberText == nil)
        #expect(node["x"] == nil && node[0] == nil && node.count == 0)
        #expect(try read("1").string == nil)
        #expect(try read("1.0").int == nil)
    }

    @Test(arguments: [
        ("0", Node.Kind.integer), ("-0", .integer), ("9223372036854775807", .integer),
        ("-9223372036854775808", .integer), ("9223372036854775808", .number), ("18446744073709551616", .number),
        ("1.50", .number), ("1E2", .number), ("-0.0", .number), ("1e400", .number), ("1e-400", .number),
        ("123456789012345678901234567890.123456789", .number),
    ])
    func keepsNumbersAsWritten(text: String, kind: Node.Kind) throws {
        for document in [text, "[\(text)]", "{\"a\":\(text)}", "[\(text),1e999]"] {
            let root = try read(document)
            let node = root.kind == .array ? root[0] : root["a"] ?? root
            #expect(node?.kind == kind)
            #expect(node?.numberText == text)
            #expect(root.jsonBytes == Array(document.utf8))
        }
    }

    @Test func givesTheNearestDouble() throws {
        #expect(try read("9223372036854775808").double == 9_223_372_036_854_775_808)
        #expect(try read("1e400").double == .infinity)
        #expect(try read("0.1").double == 0.1)
        #expect(try read("7").double == 7)
        #expect(try read("-0").double == 0)
    }

    @Test(arguments: [
        (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
        (#""\u00e4\ud83d\ude00é😀""#, "ä😀é😀"), (#""\u0000x""#, "\0x"), (#""\\\\""#, "\\\\"), (#""x\"""#, "x\""),
        (#""\u005cu005c""#, "\\u005c"),
    ])
    func unescapesStrings(literal: String, expected: String) throws {
        for text in ["[\(literal)]", "[\(literal),1e999]"] {
            let node = try #require(try read(text)[0])
            #expect(node.string == expected)
            #expect(node.equals(expected))
            #expect(!node.equals(expected + "x"))
            #expect(node.scalarCount == expected.unicodeScalars.count)
        }
    }

    @Test func findsMembersAndElements() throws {
        let root = try read(#"{"a": [10, [11, 12], {"b": 13}], "": 14, "c": 15}"#)
        #expect(root["a"]?[2]?["b"]?.int == 13)
        #expect(root["a"]?[1]?[1]?.int == 12)
        #expect(root["a"]?[3] == nil && root["a"]?[-1] == nil)
        #expect(root[""]?.int == 14)
        #expect(root["d"] == nil)
        #expect(root.members.map { $0.key.string } == ["a", "", "c"])
        #expect(root["a"]?.elements.map(\.count) == [0, 2, 1])
    }

    @Test func followsPointers() throws {
        let root = try read(#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8, "0": 9}"#)
        let cases = ["/foo/1": "\"baz\"", "/": "0", "/a~1b": "1", "/m~0n": "8", "/0": "9"]
        for (pointer, expected) in cases {
            #expect(root.at(try #require(JSONPointer(pointer)))?.jsonBytes == Array(expected.utf8))
        }
        for missing in ["/foo/2", "/foo/01", "/foo/-", "/foo/1/x", "/bar"] {
            #expect(root.at(try #require(JSONPointer(missing))) == nil)
        }
    }

    @Test func knowsItsPlaceInAFile() throws {
        let text = "{\n  \"ä\": 1, \"b\": [true,\r\n  \"x\\n\"]\n}"
        let root = try read(text, file: "f.json")
        #expect(root.location == SourceLocation(file: "f.json", line: 1, column: 1))
        #expect(root["b"]?.location?.description == "f.json:2:16")
        #expect(root["b"]?[1]?.location?.description == "f.json:3:3")
        #expect(root["b"]?[0]?.sourceLine == "  \"ä\": 1, \"b\": [true,")
        #expect(root.members.map { $0.key.location?.column } == [3, 11])
        #expect(root["ä"]?.offset == 10)
    }

    @Test func hasNoLocationWithoutAFile() throws {
        let root = try read("[1]")
        #expect(root.location == nil && root.sourceLine == nil && root.file == nil)
        #expect(root[0]?.offset == 1)
        #expect(Document([1]).root[0]?.offset == nil)
    }
}
