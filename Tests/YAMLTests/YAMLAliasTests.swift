import JSON
import Testing
import YAML

@Suite struct YAMLAliasTests {
    @Test func aliasesStandForCopies() throws {
        #expect(
            try json("a: &x {k: [1, two]}\nb: *x\nc: [*x, *x]\n")
                == #"{"a":{"k":[1,"two"]},"b":{"k":[1,"two"]},"c":[{"k":[1,"two"]},{"k":[1,"two"]}]}"#)
        #expect(try json("a: &s text\nb: *s\nc: &n null\nd: *n\n") == #"{"a":"text","b":"text","c":null,"d":null}"#)
    }

    @Test func anAliasCanBeAKey() throws {
        #expect(codes("&n name: 1\n*n : 2\n") == ["2:1 yaml-duplicate-key"])
        #expect(try json("a: &n name\n*n : 1\n") == #"{"a":"name","name":1}"#)
        #expect(codes("a: &n 1\n*n : 1\n") == ["2:1 yaml-key"])
        #expect(codes("a: &n [1]\n*n : 1\n") == ["2:1 yaml-key"])
    }

    @Test func theLastAnchorOfANameCounts() throws {
        #expect(try json("[&a 1, *a, &a 2, *a]") == "[1,1,2,2]")
    }

    @Test func copiesKeepThePlaceOfTheirAnchor() throws {
        let root = try YAMLReader.read(Array("a: &x\n  k: 1\nb: *x\n".utf8), file: "f.yaml").root
        #expect(root["b"]?["k"]?.location?.description == "f.yaml:2:6")
    }

    @Test func refusesUnknownAndCircularAliases() {
        let unknown = diagnostics(Array("a: &base 1\nb: *bse\n".utf8))
        #expect(unknown.map(\.message) == ["no anchor \"&bse\" before this alias"])
        #expect(unknown.map(\.help) == ["did you mean \"*base\"?"])
        let circular = diagnostics(Array("a: &x [1, {k: *x}]\n".utf8))
        #expect(circular.map(\.message) == ["the alias \"*x\" stands inside the value it stands for"])
    }

    @Test func countsWhatAliasesStandFor() throws {
        let yaml = "a: &x [1, 2, 3]\nb: [*x, *x]\n"
        #expect(try json(yaml, limits: .init(aliasNodes: 8)) == #"{"a":[1,2,3],"b":[[1,2,3],[1,2,3]]}"#)
        #expect(codes(yaml, limits: .init(aliasNodes: 7)) == ["2:9 yaml-alias-nodes"])
    }

    @Test func countsTheDepthOfWhatAliasesStandFor() throws {
        let yaml = "a: &x [[1]]\nb: [*x]\n"
        #expect(try json(yaml, limits: .init(depth: 4)) == #"{"a":[[1]],"b":[[[1]]]}"#)
        #expect(codes(yaml, limits: .init(depth: 3)) == ["2:5 yaml-depth"])
    }
}
