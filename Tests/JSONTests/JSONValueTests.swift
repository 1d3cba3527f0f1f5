import JSON
import Testing

@Suite struct JSONValueTests {
    static let sample: JSONValue = [
        "null": nil, "bool": true, "integer": -1, "double": 0.5, "string": "a\"\\\n\u{1}\u{1F}ä😀/",
        "array": [1, [], "x"],
        "object": ["b": 1, "a": 2],
    ]

    @Test func writesCompactText() {
        let text =
            #"{"null":null,"bool":true,"integer":-1,"double":0.5,"string":"a\"\\\n\u0001\u001fä😀/","#
            + #""array":[1,[],"x"],"object":{"b":1,"a":2}}"#
        #expect(Self.sample.jsonText == text)
        #expect(Document(Self.sample).root.jsonBytes == Array(text.utf8))
    }

    @Test func readsBackWhatItWrites() throws {
        #expect(try JSONValue.parse(Self.sample.jsonText) == Self.sample)
        #expect(JSONValue(Document(Self.sample).root) == Self.sample)
    }

    @Test(arguments: [
        ("1", JSONValue.integer(1)), ("1.0", .double(1)), ("1.50", .double(1.5)), ("1e3", .double(1000)),
        ("1e19", .double(1e19)), ("9223372036854775809", .decimal("9223372036854775809")),
        ("1e400", .decimal("1e400")), ("0.12345678901234567890", .decimal("0.12345678901234567890")),
    ])
    func keepsNumbersExactly(text: String, expected: JSONValue) throws {
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test func writesWhatJSONLacksAsNull() {
        for value in [JSONValue.double(.nan), .double(.infinity), .decimal("abc"), .decimal("01")] {
            #expect(value.jsonText == "null")
            #expect(Document(value).root.isNull)
        }
    }

    @Test func doublesStayNumbersInADocument() {
        let root = Document([.double(1), .decimal("5"), .decimal("1e999")]).root
        #expect(root.elements.map(\.kind) == [.number, .integer, .number])
        #expect(root.jsonBytes == Array("[1.0,5,1e999]".utf8))
    }

    @Test func membersKeepTheirOrderAndIgnoreItInEquality() {
        var object: JSONObject = ["b": 1, "a": 2]
        #expect(object == ["a": 2, "b": 1])
        #expect(object.hashValue == (["a": 2, "b": 1] as JSONObject).hashValue)
        object["c"] = 3
        object["b"] = nil
        object["a"] = 4
        #expect(object.keys == ["a", "c"])
        #expect(object["a"] == 4 && object["b"] == nil && object.count == 2)
    }

    @Test func largeObjectsFindTheirMembers() {
        var object = JSONObject((0..<100).map { ("k\($0)", .integer($0)) })
        #expect(object["k57"] == 57 && object["k100"] == nil)
        object["k0"] = nil
        object["k99"] = 1
        object["x"] = 2
        #expect(object["k57"] == 57 && object["k0"] == nil && object["k99"] == 1 && object["x"] == 2)
        #expect(object.count == 100)
    }

    @Test func subscriptsReadAndWrite() {
        var value = Self.sample
        #expect(value["array"]?[2]?.stringValue == "x" && value["array"]?[3] == nil && value["nothing"] == nil)
        value["bool"] = false
        #expect(value["bool"]?.boolValue == false)
        var empty = JSONValue.null
        empty["a"] = 1
        #expect(empty == ["a": 1])
    }

    @Test func parseReadsDeeperThanARequestMayBe() throws {
        let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        #expect(try JSONValue.parse(deep).jsonText == deep)
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse("{\"a\":1,\"a\":1}") }
    }
}
