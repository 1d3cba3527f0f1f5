import JSON
import Testing

@Suite struct JSONLimitsTests {
    @Test func refusesTooManyBytes() {
        #expect(refusal("[1, 2, 3]", limits: .init(bytes: 9)) == "read")
        #expect(refusal("[1, 2, 3]", limits: .init(bytes: 8)) == "1:1 the text has 9 bytes, at most 8 are allowed")
    }

    @Test(arguments: ["[[[]]]", "[[[1]]]", "{\"a\":{\"a\":{}}}", "{\"a\":[{\"a\":1e999}]}"])
    func refusesTooMuchDepth(text: String) {
        #expect(refusal(text, limits: .init(depth: 3)) == "read")
        #expect(refusal(text, limits: .init(depth: 2)).hasSuffix("more than 2 arrays and objects inside each other"))
    }

    @Test func acceptsScalarsAtDepthZero() {
        #expect(refusal("1", limits: .init(depth: 0)) == "read")
        #expect(refusal("[]", limits: .init(depth: 0)) == "1:1 more than 0 arrays and objects inside each other")
    }

    @Test(arguments: ["[1,2,{\"a\":3}]", "[1,2,{\"a\":3e999}]"])
    func refusesTooManyNodes(text: String) {
        #expect(refusal(text, limits: .init(nodes: 6)) == "read")
        #expect(refusal(text, limits: .init(nodes: 5)) == "1:11 more than 5 values and member names")
    }

    @Test func refusesDeepBombsAtTheLimit() {
        let brackets = String(repeating: "[", count: 40_000)
        #expect(refusal(brackets) == "1:65 more than 64 arrays and objects inside each other")
        let objects = String(repeating: "{\"a\":", count: 40_000)
        #expect(refusal(objects) == "1:321 more than 64 arrays and objects inside each other")
    }

    @Test func readsOrdinaryTextAfterALargeOne() throws {
        let large = "[" + Array(repeating: "\"0123456789\"", count: 40_000).joined(separator: ",") + "]"
        #expect(try read(large).count == 40_000)
        #expect(try read("[1,2]").count == 2)
    }
}
