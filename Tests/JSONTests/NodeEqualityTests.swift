import JSON
import Testing

/// Equality as JSON Schema 2020-12 core section 4.2.2 defines it.
@Suite struct NodeEqualityTests {
    @Test(arguments: [
        ("1", "1.0"), ("100", "1e2"), ("0", "-0.0"), ("0.10", "1e-1"), ("1e400", "10e399"),
        ("9007199254740993", "9007199254740993.0"), ("1e-400", "0.1e-399"), ("\"a\"", "\"\\u0061\""),
        ("[1,[2]]", "[1.0,[2e0]]"), ("{\"a\":1,\"b\":[]}", "{\"b\":[],\"a\":1}"), ("null", "null"),
    ])
    func equal(left: String, right: String) throws {
        let (a, b) = (try read(left), try read(right))
        #expect(a.isEqual(to: b) && b.isEqual(to: a))
        #expect(hash(a) == hash(b))
    }

    @Test(arguments: [
        ("1", "\"1\""), ("1", "true"), ("0", "false"), ("0", "null"), ("9007199254740993", "9007199254740992.0"),
        ("1e400", "1e401"), ("[1,2]", "[2,1]"), ("[1]", "[1,1]"), ("{\"a\":1}", "{\"a\":2}"),
        ("{\"a\":1}", "{\"b\":1}"),
        ("{}", "[]"), ("\"a\"", "\"b\""), ("1", "-1"), ("{\"a\":1}", "{\"a\":1,\"b\":1}"),
    ])
    func unequal(left: String, right: String) throws {
        let (a, b) = (try read(left), try read(right))
        #expect(!a.isEqual(to: b) && !b.isEqual(to: a))
    }

    @Test func comparesLargeObjectsInAnyOrder() throws {
        let members = (0..<100).map { "\"k\($0)\":\($0)" }
        let left = try read("{\(members.joined(separator: ","))}")
        let right = try read("{\(members.reversed().joined(separator: ","))}")
        #expect(left.isEqual(to: right))
        #expect(hash(left) == hash(right))
        #expect(!left.isEqual(to: try read("{\(members.dropLast().joined(separator: ",")),\"x\":99}")))
    }

    @Test(arguments: [
        ("1", "2"), ("-1", "1"), ("-2", "-1"), ("0.1", "0.11"), ("9007199254740992", "9007199254740993"),
        ("1e400", "1e401"), ("-1e401", "-1e400"), ("1e-5", "1"), ("0", "1e-400"), ("-1e-400", "0"), ("9.99", "10"),
        ("0.0099", "0.01"),
    ])
    func ordersNumbersExactly(smaller: String, larger: String) throws {
        let (a, b) = (try #require(try read(smaller).exactNumber), try #require(try read(larger).exactNumber))
        #expect(a < b)
        #expect(!(b < a) && a != b)
    }

    private func hash(_ node: Node) -> Int {
        var hasher = Hasher()
        node.hash(into: &hasher)
        return hasher.finalize()
    }
}
