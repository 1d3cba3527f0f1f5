import JSON
import Testing
import YAML

/// YAML 1.2.2 section 10.3: what a plain scalar means.
@Suite struct CoreSchemaTests {
    @Test(arguments: [
        ("null", "null"), ("Null", "null"), ("NULL", "null"), ("~", "null"), ("", "null"), ("true", "true"),
        ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"), ("FALSE", "false"),
    ])
    func readsWords(scalar: String, expected: String) throws {
        #expect(try json("a: \(scalar)\n") == "{\"a\":\(expected)}")
    }

    @Test(arguments: [
        "no", "yes", "on", "off", "y", "n", "NO", "nUll", "tRUE", "nulls", "1_000", "12:30:45", "2026-11-24", "0b11",
        "0o8", "0xg", "0x", "0o", "-0x1", "+", ".", "1e", "1e+", "e1", "..1", "1.2.3", "0x+1", ".infinity", "NaN", "٣",
        "--1", "1 2", ".e1", "=", "10 000",
    ])
    func readsEverythingElseAsText(scalar: String) throws {
        #expect(try json("a: \(scalar)\n") == "{\"a\":\"\(scalar)\"}")
    }

    @Test(arguments: [
        ("0", "0"), ("-12", "-12"), ("+12", "12"), ("007", "7"), ("-0", "-0"), ("0o17", "15"), ("0x1F", "31"),
        ("0xdeadBEEF", "3735928559"), ("9223372036854775807", "9223372036854775807"),
        ("00123456789012345678901234567890", "123456789012345678901234567890"),
        ("1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5.0"), ("+1.50", "1.50"), ("1e3", "1e3"),
        ("1.E+3", "1.0e+3"),
        ("0001.5", "1.5"), ("1e400", "1e400"), ("-0.0", "-0.0"),
    ])
    func readsNumbers(scalar: String, expected: String) throws {
        #expect(try json("a: \(scalar)\n") == "{\"a\":\(expected)}")
        #expect(try json("[\(scalar), 7]") == "[\(expected),7]")
        #expect(try json(scalar) == expected)
    }

    @Test(arguments: [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"])
    func refusesNumbersThatJSONLacks(scalar: String) {
        let found = diagnostics(Array("a: \(scalar)\n".utf8))
        #expect(found.map(\.message) == ["\"\(scalar)\" is not a number that JSON has"])
        #expect(found.map(\.code) == ["yaml-number"])
    }

    @Test func refusesHexadecimalBeyond64Bits() {
        let found = diagnostics(Array("a: 0xFFFFFFFFFFFFFFFF\n".utf8))
        #expect(found.map(\.message) == ["\"0xFFFFFFFFFFFFFFFF\" does not fit in 64 bits"])
    }

    @Test(arguments: ["'true'", "\"true\"", "|-\n  true", ">-\n  true", "!!str true", "! true"])
    func quotedScalarsAreText(scalar: String) throws {
        #expect(try json("a: \(scalar)\n") == "{\"a\":\"true\"}")
    }

    @Test func keysAreTheirText() throws {
        #expect(
            try json("200: a\ntrue: b\n0x10: c\n\"\": d\n1.0: e\nnull: f\n")
                == #"{"200":"a","true":"b","0x10":"c","":"d","1.0":"e","null":"f"}"#)
    }

    @Test func kindsFollowTheMeaning() throws {
        let root = try YAMLReader.read(Array("[1, 1.0, 99999999999999999999, 1e2, '1', yes]".utf8), file: "f.yaml").root
        #expect(root.elements.map(\.kind) == [.integer, .number, .number, .number, .string, .string])
        #expect(root[3]?.double == 100)
    }
}
