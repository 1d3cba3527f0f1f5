import JSON
import Testing
import YAML

/// The whole text that a person sees for the mistakes that people make.
@Suite struct YAMLDiagnosticTests {
    @Test func reportsEveryDuplicateKeyAtOnce() {
        let yaml = "a: 1\na: 2\nb: {c: 1, d: 2, \"c\": 3}\na: 4\n"
        #expect(
            diagnostics(Array(yaml.utf8)).map(\.text) == [
                """
                f.yaml:2:1: error: the key "a" occurs twice in this mapping [yaml-duplicate-key]
                    2 | a: 2
                      | ^
                   help: it is first given on line 1: remove or rename one of them
                """,
                """
                f.yaml:3:17: error: the key "c" occurs twice in this mapping [yaml-duplicate-key]
                    3 | b: {c: 1, d: 2, "c": 3}
                      |                 ^
                   help: it is first given on line 3: remove or rename one of them
                """,
                """
                f.yaml:4:1: error: the key "a" occurs twice in this mapping [yaml-duplicate-key]
                    4 | a: 4
                      | ^
                   help: it is first given on line 1: remove or rename one of them
                """,
            ])
    }

    @Test func reportsEveryKindOfMistakeAtOnce() {
        let yaml = """
            base: &base {x: 1}
            user:
              <<: *base
              limit: .inf
              set: !!set {a}
              [1, 2]: pair
              other: *bass
              name: !!int many
            last: 1
            last: 2
            key: "open
            """
        #expect(
            codes(yaml) == [
                "3:3 yaml-merge-key", "4:10 yaml-number", "5:8 yaml-tag", "6:3 yaml-key", "7:10 yaml-alias",
                "8:9 yaml-tag", "11:6 yaml-syntax",
            ])
    }

    @Test(arguments: [
        ("a:\n\tb: 1\n", "2:1", "a tab stands where YAML expects spaces"),
        ("a: see: here\n", "1:7", "a \":\" stands where no key can be"),
        ("a: 1\nb\nc: 2\n", "2:1", "this key has no \":\" behind it"),
        ("a: [1, 2\nb: 3\n", "1:4", "this sequence in \"[ ]\" goes on without a \",\" or is not closed"),
        ("a: {x: 1\nb: 3\n", "1:4", "this mapping in \"{ }\" goes on without a \",\" or is not closed"),
        ("a: [1 2, \"x\" y]\n", "1:14", "this sequence in \"[ ]\" goes on without a \",\" or is not closed"),
        ("a: \"open\nb: 2\n", "1:4", "the quoted text that starts here is never closed"),
        ("a: @x\n", "1:4", "a value cannot start with \"@\""),
        ("- 1\nb: 2\n", "2:1", "this does not continue the sequence above it"),
        ("a: - 1\n", "1:4", "a sequence entry cannot start here"),
        ("a: |\n  x\n y\n", "3:2", "this does not continue the mapping above it"),
        ("a: 'it's'\n", "1:8", "there is more text behind the end of the value"),
        ("a: [1]]\n", "1:7", "there is more text behind the end of the value"),
        (": 1\n", "1:1", "a key is missing before the \":\""),
        ("a: [1,, 2]\n", "1:7", "a value is missing here"),
        ("a: \"\\y\"\n", "1:5", "this escape is not known in double quotes"),
        ("a: \"\\xg\"\n", "1:7", "this escape needs hexadecimal digits"),
        ("a: >x\n  y\n", "1:5", "nothing but a comment can follow here"),
        ("a: x\u{1}\n", "1:5", "a control character is not allowed in YAML"),
        ("a: 1\n...\nb\n", "3:1", "there is text behind the end of the document"),
        ("a: *\n", "1:5", "an anchor or alias has no proper name"),
        ("[::]\n", "1:2", "nothing stands before this \":\""),
    ])
    func explainsSyntaxErrors(yaml: String, place: String, message: String) {
        let found = diagnostics(Array(yaml.utf8))
        #expect(found.map(\.message) == [message])
        #expect(found.map { $0.location?.description } == ["f.yaml:\(place)"])
        #expect(found.map(\.code) == ["yaml-syntax"])
    }

    @Test(arguments: [
        ("{?a: 1}\n", "1:2", "a text that starts with \"?\" must be quoted here"),
        ("a: &b:c d\n", "1:4", "the name \"&b\" is followed by \":\""),
        ("a: &b 1\nc: [*b:]\n", "2:5", "the name \"*b\" is followed by \":\""),
        ("? [a]\n: 1\n", "1:3", "a key must be a text, not a sequence or mapping"),
        ("{: 1}\n", "1:2", "nothing stands before this \":\""),
        ("? \n: 1\n", "1:2", "a key is missing before the \":\""),
        ("!!int 1: x\n", "1:1", "the tag !!int does not fit a key"),
        ("a: !<tag:x> 1\n", "1:4", "the tag tag:x is not known"),
        ("a: !!seq {}\n", "1:4", "the tag !!seq does not fit a mapping"),
        ("a: !!map []\n", "1:4", "the tag !!map does not fit a sequence"),
        ("a: !!bool yes\n", "1:4", "the tag !!bool does not fit \"yes\""),
    ])
    func refusesWhatReadersDisagreeAbout(yaml: String, place: String, message: String) {
        let found = diagnostics(Array(yaml.utf8))
        #expect(found.map(\.message) == [message])
        #expect(found.map { $0.location?.description } == ["f.yaml:\(place)"])
    }

    @Test func acceptsCoreTags() throws {
        let yaml = "a: !!str 1\nb: !!int 0x1F\nc: !!float 3\nd: !!bool true\ne: !!null ~\nf: !!seq []\ng: !!map {}\n"
        #expect(try json(yaml) == #"{"a":"1","b":31,"c":3,"d":true,"e":null,"f":[],"g":{}}"#)
        #expect(try json("!!str a: !!int 99999999999999999999\n") == #"{"a":99999999999999999999}"#)
    }

    @Test func stopsCountingAfterAHundredMistakes() {
        let yaml = (0..<300).map { _ in "a: 1\n" }.joined()
        #expect(codes(yaml).count == 100)
    }
}
