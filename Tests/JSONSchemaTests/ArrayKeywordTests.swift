import JSON
import JSONSchema
import Testing

@Suite struct ArrayKeywordTests {
    @Test func placesFaultsAtElements() throws {
        #expect(
            try faults(#"{"items": {"type": "string"}}"#, #"["a", 1, null]"#)
                == ["/1 type: must be a string, was 1", "/2 type: must be a string, was null"])
        #expect(
            try faults(#"{"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}"#, #"[1, "a"]"#)
                == ["/0 type: must be a string, was 1", "/1 type: must be an integer, was a string"])
    }

    @Test func countsElements() throws {
        #expect(try faults(#"{"minItems": 1}"#, "[]") == [" minItems: must have at least 1 element, had 0"])
        #expect(try faults(#"{"maxItems": 2}"#, "[1,2,3]") == [" maxItems: must have at most 2 elements, had 3"])
        let closed = #"{"prefixItems": [{"type": "string"}, true], "items": false}"#
        #expect(
            try faults(closed, "[1, 2, 3]")
                == [" items: must have at most 2 elements, had 3", "/0 type: must be a string, was 1"])
        #expect(try faults(closed, #"["a"]"#) == [])
    }

    @Test func countsElementsThatFit() throws {
        let text = #"{"contains": {"type": "string"}, "minContains": 2, "maxContains": 3}"#
        #expect(
            try faults(text, #"["a", 1]"#) == [#" contains: must have at least 2 elements that fit "contains", had 1"#])
        #expect(
            try faults(text, #"["a", "b", "c", "d"]"#)
                == [#" contains: must have at most 3 elements that fit "contains", had 4"#])
        #expect(try faults(text, #"["a", "b", 1]"#) == [])
        #expect(try faults(#"{"contains": {"type": "string"}, "minContains": 0}"#, "[]") == [])
    }

    @Test func namesEqualElements() throws {
        let text = #"{"uniqueItems": true}"#
        #expect(
            try faults(text, #"[{"a": 1, "b": 2}, 3, {"b": 2.0, "a": 1}]"#)
                == [" uniqueItems: must not hold equal elements, but elements 0 and 2 are equal"])
        #expect(try faults(text, "[1, true, 0, false, [1], [true]]") == [])
        let many = (0..<500).map(String.init)
        #expect(try faults(text, "[\(many.joined(separator: ","))]") == [])
        #expect(
            try faults(text, "[\((many + ["250.0"]).joined(separator: ","))]")
                == [" uniqueItems: must not hold equal elements, but elements 250 and 500 are equal"])
    }

    /// All these numbers have the same double, hence the same hash.
    @Test func collidingElementsCannotHangTheServer() throws {
        let numbers = (0..<20_000).map { "1.0000000000000000000000\($0)1" }
        #expect(
            try faults(#"{"uniqueItems": true}"#, "[\(numbers.joined(separator: ","))]")
                == [" uniqueItems: takes too much work to check against the schema"])
    }
}
