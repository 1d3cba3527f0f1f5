import JSON
import Testing
import YAML

@Suite struct YAMLReaderTests {
    @Test func readsBlocksFlowsAndQuotes() throws {
        let yaml = """
            # comment
            plain: two words # comment
            folded: >
              one
              two

              three
            literal: |
              {"a": 1}
                indented
            single: 'it''s'
            double: "tab\\t\\u00e4\\x41\\
              joined"
            flow: {a: [1, "two", {b: c}], d: , "e": f}
            sequence:
            - - 1
              - 2
            - key: v
              other: w
            -
            empty:
            """
        #expect(
            try json(yaml) == #"{"plain":"two words","folded":"one two\nthree\n","#
                + #""literal":"{\"a\": 1}\n  indented\n","single":"it's","double":"tab\täAjoined","#
                + #""flow":{"a":[1,"two",{"b":"c"}],"d":null,"e":"f"},"#
                + #""sequence":[[1,2],{"key":"v","other":"w"},null],"empty":null}"#)
    }

    @Test func knowsThePlaceOfEveryNode() throws {
        let yaml = "\u{FEFF}a: 1\r\nä: [ü, \"x\"]\r\n# c\r\nb:\r\n  - |\r\n    text\r\n  - c: d\r\n"
        let root = try YAMLReader.read(Array(yaml.utf8), file: "spec/x.yaml").root
        #expect(root["ä"]?.location?.description == "spec/x.yaml:2:4")
        #expect(root["ä"]?[1]?.location?.column == 8)
        #expect(root["b"]?[0]?.location?.description == "spec/x.yaml:5:5")
        #expect(root["b"]?[1]?["c"]?.location?.description == "spec/x.yaml:7:8")
        #expect(root["b"]?[1]?["c"]?.sourceLine == "  - c: d")
        #expect(root.members.map { $0.key.location?.line } == [1, 2, 4])
        #expect(root["a"]?.location?.column == 4)
    }

    @Test func readsJSONFilesStrictly() throws {
        let text = "{\"a\": \"\\ud83d\\ude00\",\n\t\"b\": 1.50}"
        let root = try YAMLReader.read(Array(text.utf8), file: "x.json").root
        #expect(root["a"]?.string == "😀")
        #expect(root["b"]?.location?.description == "x.json:2:7")
        let found = diagnostics(Array("{\"a\": 1,\n\"a\": 2}".utf8), file: "x.json")
        #expect(
            found.map(\.text) == [
                """
                x.json:2:1: error: the member "a" occurs twice in one object, first at line 1, column 2 [json-syntax]
                    2 | "a": 2}
                      | ^
                """
            ])
    }

    @Test func readsJSONTextInAYAMLFile() throws {
        #expect(try json(#"{"a": [1, null, true, "x\/y\n"], "b": {}}"#) == #"{"a":[1,null,true,"x/y\n"],"b":{}}"#)
    }

    @Test func readsOneScalar() throws {
        #expect(try json("--- x\n...\n") == "\"x\"")
        #expect(try json("---\n") == "null")
        #expect(try json("%YAML 1.2\n--- 1\n") == "1")
    }

    @Test func refusesMoreOrLessThanOneDocument() {
        #expect(codes("") == ["1:1 yaml-empty"])
        #expect(codes("# only a comment\n") == ["1:1 yaml-empty"])
        #expect(codes("a: 1\n---\nb: 2\n") == ["2:1 yaml-documents"])
    }

    @Test func refusesOtherEncodings() {
        #expect(diagnostics([0xFF, 0xFE, 0x61, 0x00]).map(\.code) == ["yaml-encoding"])
        #expect(diagnostics([0xFE, 0xFF, 0x00, 0x61]).map(\.code) == ["yaml-encoding"])
        let latin = diagnostics(Array("a: ok\nb: caf".utf8) + [0xE9, 0x0A])
        #expect(latin.map(\.message) == ["the text is not UTF-8 here"])
        #expect(latin.map { $0.location?.description } == ["f.yaml:2:7"])
    }

    @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
    func refusesLineBreaksThatOnlyYAML11Knows(character: String) throws {
        #expect(codes("a: 1\nb: x\(character)c: 2\n") == ["2:5 yaml-line-break"])
        #expect(try json("a: \"\\u2028\"\n") == "{\"a\":\"\u{2028}\"}")
    }

    @Test func repeatedKeysCanBeToldBesideTheDocument() {
        let (document, mistakes) = YAMLReader.readTelling(Array("a: 1\nb: 2\na: 3\n".utf8), file: "f.yaml")
        #expect(document?.root["a"]?.int == 1)
        #expect(mistakes.map { "\($0.location?.description ?? "") \($0.code)" } == ["f.yaml:3:1 yaml-duplicate-key"])
        let (none, others) = YAMLReader.readTelling(Array("a: 1\na: !x 3\n".utf8), file: "f.yaml")
        #expect(none == nil)
        #expect(others.count == 2)
    }
}
