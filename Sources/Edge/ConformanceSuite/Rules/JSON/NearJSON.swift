import JSON
import SchemaInstances

/// A valid object written in ways that are no JSON; a reader that forgives them finds nothing else wrong with it.
struct NearJSON {
    private let object: JSONObject
    private let members: [(name: String, text: String)]
    /// A member that takes whole numbers, and one of its values.
    private let number: (name: String, value: Int)?
    private let string: (name: String, value: String)?

    init(_ object: JSONObject, _ schema: SchemaView) {
        self.object = object
        members = object.map { (JSONValue.string($0.key).jsonText, $0.value.jsonText) }
        let numeric = schema.properties.first {
            ["integer", "number"].contains($0.schema.mainType) && !$0.schema.isLimitedElsewhere
        }
        number = numeric.map { name, member in
            (name, object[name]?.intValue ?? member["default"]?.int ?? max(1, member.int("minimum") ?? 1))
        }
        string =
            object.lazy.compactMap { key, value -> (name: String, value: String)? in
                let member = schema.property(key)
                guard let text = value.stringValue, member?["enum"] == nil, member?["pattern"] == nil,
                    member?["format"] == nil,
                    member?.isLimitedElsewhere == false
                else { return nil }
                return (key, text)
            }.first
    }

    /// Each with what is wrong in words.
    var all: [(String, [UInt8])] {
        (structure + numbers + strings).map { ($0.0, Array($0.1.utf8)) } + octets
    }

    private var text: String { "{\(inner)}" }
    private var inner: String { members.map { "\($0.name):\($0.text)" }.joined(separator: ",") }

    /// The object with one member written otherwise, or added.
    private func with(_ name: String, _ raw: String) -> String {
        let quoted = JSONValue.string(name).jsonText
        let others = members.filter { $0.name != quoted }.map { "\($0.name):\($0.text)" }
        return "{" + (others + ["\(quoted):\(raw)"]).joined(separator: ",") + "}"
    }

    private var structure: [(String, String)] {
        var rows = [
            ("a comment", "{/* */\(inner)}"), ("a comment to the end of the line", "{\(inner)// zz\n}"),
            ("a comment behind #", "{\(inner)# zz\n}"), ("a comma before the first member", "{,\(inner)}"),
            ("a comma behind the last member", "{\(inner),}"), ("words behind the value", "\(text) zz"),
            ("a second value", "\(text)\(text)"), ("a value in brackets", "(\(text))"),
            ("a byte of zero behind the value", "\(text)\u{0}"), ("a form feed between tokens", "{\u{0C}\(inner)}"),
            ("a no-break space between tokens", "{\u{A0}\(inner)}"), ("a guard before the value", ")]}',\n\(text)"),
        ]
        guard let first = members.first else { return rows }
        let bare = first.name.dropFirst().dropLast()
        let rest = members.dropFirst().map { ",\($0.name):\($0.text)" }.joined()
        rows += [
            ("a name without quotes", "{\(bare):\(first.text)\(rest)}"),
            ("a name in single quotes", "{'\(bare)':\(first.text)\(rest)}"),
            ("= in place of a colon", "{\(first.name)=\(first.text)\(rest)}"),
            ("no comma between members", "{\(inner.replacing(",\"", with: " \""))}"),
        ]
        guard let scalar = bare.unicodeScalars.first, scalar.isASCII, scalar != "\\" else { return rows }
        let digits = String(scalar.value, radix: 16)
        let escaped = "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits + bare.dropFirst() + "\""
        return rows + [
            ("\(first.name) twice with one value", "{\(first.name):\(first.text),\(inner)}"),
            ("\(first.name) twice, once with an escape in its name", "{\(escaped):\(first.text),\(inner)}"),
        ]
    }

    private var numbers: [(String, String)] {
        guard let number else { return [] }
        let value = number.value
        return [
            "+\(value)", "0\(value)", "\(value).", "0x\(String(value, radix: 16))", "\(value)e", "\(value)e+",
            "\(value)_0", "--\(value)",
            "NaN", "Infinity", "-Infinity", "undefined", "\(value)n",
        ].map { ("\(number.name): \($0)", with(number.name, $0)) }
    }

    private var strings: [(String, String)] {
        guard let string else { return [] }
        return [
            ("a line break", "\"a\nb\""), ("a tab", "\"a\tb\""), ("a zero", "\"a\u{0}b\""),
            ("the escape \\x", "\"\\x41\""),
            ("an escape of two digits", "\"\\u41\""), ("the escape \\'", "\"\\'\""),
            ("half of a surrogate pair", "\"\\ud83d\""),
            ("surrogates in the wrong order", "\"\\ude00\\ud83d\""), ("single quotes", "'abc'"),
            ("grave accents", "`abc`"),
            ("no quotes", "abc"), ("an open quote", "\"abc"),
        ].map { ("\(string.name): a string with \($0)", with(string.name, $1)) }
    }

    /// Bytes that are no UTF-8 (RFC 3629 section 3), and other encodings.
    private var octets: [(String, [UInt8])] {
        let broken: [(String, [UInt8])] = [
            ("a continuation byte alone", [0x80]), ("a byte that never occurs", [0xFF]),
            ("an overlong slash", [0xC0, 0xAF]),
            ("an overlong zero", [0xE0, 0x80, 0x80]), ("a surrogate as bytes", [0xED, 0xA0, 0x80]),
            ("a scalar above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]), ("a sequence cut short", [0xE2, 0x82]),
            ("Latin-1", [0xE9]),
        ]
        let inText = string.map { string in
            broken.map { what, bytes -> (String, [UInt8]) in
                let parts = with(string.name, "\"\u{1}\"").utf8.split(separator: 1).map(Array.init)
                return ("\(string.name): \(what)", parts[0] + bytes + parts[1])
            }
        }
        let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        return (inText ?? []) + [
            ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)), ("UTF-16", wide),
            ("UTF-16 with a byte order mark", [0xFF, 0xFE] + wide),
        ]
    }
}
