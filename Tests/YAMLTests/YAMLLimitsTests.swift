import JSON
import Testing
import YAML

/// Every bomb ends in one diagnostic at the place where a limit is passed.
@Suite struct YAMLLimitsTests {
    @Test func refusesTooManyBytes() {
        #expect(codes("a: 1", limits: .init(bytes: 4)).isEmpty)
        let found = diagnostics(Array("a: 12".utf8), limits: .init(bytes: 4))
        #expect(found.map(\.message) == ["the file has 5 bytes, at most 4 are allowed"])
    }

    @Test func refusesTooMuchDepth() {
        #expect(codes("[[[1]]]", limits: .init(depth: 3)).isEmpty)
        #expect(codes("[[[1]]]", limits: .init(depth: 2)) == ["1:3 yaml-depth"])
        #expect(codes("a:\n  b:\n    c: 1\n", limits: .init(depth: 2)) == ["3:5 yaml-depth"])
    }

    @Test func refusesTooManyNodes() {
        #expect(codes("{a: 1, b: [2]}", limits: .init(nodes: 6)).isEmpty)
        #expect(codes("{a: 1, b: [2]}", limits: .init(nodes: 5)) == ["1:12 yaml-nodes"])
    }

    @Test func refusesLongScalars() {
        let text = String(repeating: "x", count: 100)
        #expect(codes("a: \(text)", limits: .init(scalarBytes: 100)).isEmpty)
        #expect(codes("a: \(text)", limits: .init(scalarBytes: 99)) == ["1:4 yaml-scalar"])
        #expect(codes("a: |\n  \(text)\n", limits: .init(scalarBytes: 100)) == ["1:4 yaml-scalar"])
    }

    @Test func refusesDeepBombs() {
        #expect(codes(String(repeating: "[", count: 40_000)) == ["1:65 yaml-depth"])
        #expect(codes(String(repeating: "{a: ", count: 40_000)) == ["1:257 yaml-depth"])
        #expect(codes(String(repeating: "- ", count: 40_000)) == ["1:129 yaml-depth"])
        #expect(codes(String(repeating: "? ", count: 40_000)) == ["1:3 yaml-key", "1:129 yaml-depth"])
    }

    @Test func refusesAliasTrees() {
        let levels = (1...9).map {
            "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", ") + "]"
        }
        let laughs = "a0: &a0 [lol]\n" + levels.joined(separator: "\n") + "\n"
        #expect(codes(laughs).map { $0.split(separator: " ").last } == ["yaml-alias-nodes"])
    }

    @Test func refusesManyAnchors() {
        let yaml = (0..<80_000).map { "- &a\($0) x\n" }.joined()
        #expect(codes(yaml) == ["1001:3 yaml-anchors"])
    }

    @Test func refusesManyKeysAndOneHugeScalar() {
        let keys = (0..<150_000).map { "k\($0):\n" }.joined()
        #expect(codes(keys, limits: .init(bytes: 4 << 20)).map { $0.split(separator: " ").last } == ["yaml-nodes"])
        #expect(codes("a: " + String(repeating: "x", count: 1_000_000)) == ["1:4 yaml-scalar"])
    }

    @Test func findsDuplicatesAmongManyKeys() {
        let keys = (0..<20_000).map { "k\($0): 1\n" }.joined()
        #expect(codes(keys).isEmpty)
        #expect(codes(keys + "k7: 2\n") == ["20001:1 yaml-duplicate-key"])
    }
}
