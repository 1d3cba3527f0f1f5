import JSON
import JSONSchema
import Testing

@Suite struct TypeTests {
    @Test func namesWhatIsWantedAndWhatWasThere() throws {
        #expect(try faults(#"{"type": "string"}"#, "5") == [" type: must be a string, was 5"])
        #expect(try faults(#"{"type": "integer"}"#, "1.5") == [" type: must be an integer, was 1.5"])
        #expect(try faults(#"{"type": "object"}"#, "[]") == [" type: must be an object, was an array"])
        #expect(try faults(#"{"type": ["string", "null"]}"#, "true") == [" type: must be a string or null, was true"])
        #expect(
            try faults(#"{"type": ["null", "number", "array"]}"#, "{}")
                == [" type: must be a number, an array or null, was an object"])
    }

    @Test(arguments: ["1", "1.0", "-2e3", "1500e-2", "1e400", "123456789012345678901234567890", "0.0"])
    func wholeNumbersAreIntegersHoweverWritten(number: String) throws {
        #expect(try faults(#"{"type": "integer"}"#, number) == [])
    }

    @Test(arguments: ["1.00000000000000000001", "0.1", "1e-1", "15e-1", "123456789012345678901234567890.5"])
    func fractionsAreNoIntegers(number: String) throws {
        #expect(try faults(#"{"type": "integer"}"#, number) == [" type: must be an integer, was \(number)"])
    }

    @Test func aValueOfTheWrongKindHasNoFurtherFaults() throws {
        let text = #"{"type": "integer", "enum": [1, 2], "multipleOf": 2}"#
        #expect(try faults(text, #""x""#) == [" type: must be an integer, was a string"])
    }
}

@Suite struct EnumTests {
    @Test func listsTheValues() throws {
        #expect(try faults(#"{"enum": ["a", 1, null]}"#, "2") == [#" enum: must be "a", 1 or null, was 2"#])
    }

    @Test func suggestsTheNearestString() throws {
        #expect(
            try faults(#"{"enum": ["viewer", "operator"]}"#, #""operater""#)
                == [#" enum: must be "viewer" or "operator", was "operater"; did you mean "operator"?"#])
    }

    @Test func comparesByValue() throws {
        let text = #"{"enum": [1.0, {"a": 1, "b": [2]}]}"#
        #expect(try faults(text, "1") == [])
        #expect(try faults(text, #"{"b": [2e0], "a": 1}"#) == [])
        #expect(try faults(text, "true") == [#" enum: must be 1.0 or {"a":1,"b":[2]}, was true"#])
    }

    @Test func listsTwentyValuesAtMost() throws {
        let values = (1...23).map { "\"v\($0)\"" }
        let listed = values.prefix(20).joined(separator: ", ")
        #expect(
            try faults("{\"enum\": [\(values.joined(separator: ","))]}", #""other""#)
                == [" enum: must be \(listed) or one of 3 others, was \"other\""])
    }

    @Test func findsEachOfManyStrings() throws {
        let values = (1...300).map { "\"value \($0)\"" }
        let compiled = try schema("{\"enum\": [\(values.joined(separator: ","))]}")
        for value in values { #expect(try compiled.faults(value) == []) }
        #expect(try compiled.accepts(value("\"value 301\"")) == false)
    }

    @Test func cutsLongValuesShort() throws {
        let long = String(repeating: "x", count: 100)
        #expect(
            try faults(#"{"const": "a"}"#, "\"\(long)\"")
                == [" const: must be \"a\", was \"" + String(repeating: "x", count: 56) + "..."])
    }

    @Test func constWantsOneValue() throws {
        #expect(try faults(#"{"const": {"a": false}}"#, #"{"a": 0}"#) == [#" const: must be {"a":false}, was {"a":0}"#])
    }
}

@Suite struct NumberTests {
    @Test func saysBoundAndValue() throws {
        #expect(try faults(#"{"maximum": 10}"#, "11") == [" maximum: must be at most 10, was 11"])
        #expect(try faults(#"{"minimum": 0.5}"#, "0.25") == [" minimum: must be at least 0.5, was 0.25"])
        #expect(
            try faults(#"{"exclusiveMaximum": 10}"#, "10.0") == [" exclusiveMaximum: must be less than 10, was 10.0"])
        #expect(try faults(#"{"exclusiveMinimum": 0}"#, "0") == [" exclusiveMinimum: must be more than 0, was 0"])
    }

    @Test func comparesExactlyBeyondDoubles() throws {
        let text = #"{"maximum": 9007199254740992}"#
        #expect(try faults(text, "9007199254740992.0") == [])
        #expect(
            try faults(text, "9007199254740993.0")
                == [" maximum: must be at most 9007199254740992, was 9007199254740993.0"])
        #expect(try faults(#"{"maximum": 1e400}"#, "1e400") == [])
        #expect(try faults(#"{"maximum": 1e400}"#, "1e401") == [" maximum: must be at most 1e400, was 1e401"])
        #expect(
            try faults(#"{"minimum": -18446744073709551616}"#, "-18446744073709551617")
                == [" minimum: must be at least -18446744073709551616, was -18446744073709551617"])
    }

    @Test(arguments: [
        ("0.01", "19.99"), ("0.01", "5"), ("0.1", "1e300"), ("3", "-9"), ("1e-7", "0.0000005"), ("2.5", "0"),
        ("7", "700000000000000000000000000007"), ("1e2", "1200"), ("0.3", "0.9"), ("1.10", "2.2"), ("3", "3e0"),
    ])
    func dividesExactly(divisor: String, number: String) throws {
        #expect(try faults(#"{"multipleOf": \#(divisor)}"#, number) == [])
    }

    @Test(arguments: [
        ("0.01", "19.995"), ("3", "10"), ("7", "700000000000000000000000000008"), ("1e2", "1250"), ("0.3", "1"),
        ("2", "1e0"), ("0.123456789", "1e308"), ("10", "5"), ("1", "1.000000000000000000001"),
    ])
    func findsRests(divisor: String, number: String) throws {
        let message = " multipleOf: must be a multiple of \(divisor), was \(number)"
        #expect(try faults(#"{"multipleOf": \#(divisor)}"#, number) == [message])
    }
}

@Suite struct StringTests {
    @Test func countsCodePoints() throws {
        #expect(try faults(#"{"maxLength": 2}"#, #""\ud83d\udc32é""#) == [])
        #expect(
            try faults(#"{"maxLength": 1}"#, #""e\u0301""#) == [" maxLength: must be at most 1 character long, was 2"])
        #expect(try faults(#"{"minLength": 3}"#, #""ab""#) == [" minLength: must be at least 3 characters long, was 2"])
        #expect(try faults(#"{"minLength": 2.0}"#, #""ab""#) == [])
    }

    @Test func ignoresOtherKinds() throws {
        #expect(try faults(#"{"minLength": 3, "pattern": "^a", "format": "date"}"#, "7") == [])
    }
}
