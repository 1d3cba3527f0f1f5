import CLibYAML
import JSON

/// The tags of the core schema.
enum Tag {
    static let prefix = "tag:yaml.org,2002:"
}

extension Reading {
    mutating func readScalar(_ event: yaml_event_t) throws(Halt) {
        let scalar = event.data.scalar
        let position = position(event)
        let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        guard text.count <= limits.scalarBytes else {
            throw halt(
                "yaml-scalar", "a text of \(text.count) bytes, at most \(limits.scalarBytes) are allowed", at: position)
        }
        try remember(scalar.anchor, at: position)
        if !text.isEmpty { checkQuestionMark(position) }
        let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
        if expectsKey {
            checkKeyTag(scalar.tag, at: position)
            appendKey(text, isPlain: isPlain && scalar.tag == nil, at: position)
        } else if let tag = scalar.tag {
            appendTagged(String(cString: tag), text, at: position)
        } else {
            append(isPlain ? CoreSchema(text) : .string, text, at: position)
        }
        didReadNode()
    }

    /// YAML 1.1 drops a "?" that touches the text behind it in "{ }" and "[ ]", YAML 1.2 keeps it.
    private mutating func checkQuestionMark(_ position: Int) {
        guard position > 0, source[position - 1] == UInt8(ascii: "?") else { return }
        report("yaml-syntax", "a text that starts with \"?\" must be quoted here", at: position - 1)
    }

    private mutating func checkKeyTag(_ tag: UnsafeMutablePointer<UInt8>?, at position: Int) {
        guard let name = tag.map({ String(cString: $0) }), name != "!", name != Tag.prefix + "str" else { return }
        reportTag(name, on: "a key", at: position)
    }

    /// A key is its text, whatever the core schema would make of it: `200:` and `"200":` are one key.
    private mutating func appendKey(_ text: UnsafeBufferPointer<UInt8>, isPlain: Bool, at position: Int) {
        if isPlain, text.isEmpty {
            report("yaml-key", "a key is missing before the \":\"", at: position)
            return builder.append(string: Self.placeholder(position), at: position)
        }
        if isPlain, text.elementsEqual("<<".utf8) {
            report(
                "yaml-merge-key", "merge keys are not part of YAML 1.2",
                help: "write the members out; in OpenAPI share them with $ref or allOf", at: position)
        }
        appendString(text, at: position)
    }

    private mutating func append(_ meaning: CoreSchema, _ text: UnsafeBufferPointer<UInt8>, at position: Int) {
        switch meaning {
        case .null: builder.appendNull(at: position)
        case .bool(let value): builder.append(value, at: position)
        case .integer(let value): builder.append(value, at: position)
        case .number(let json): builder.append(numberText: json, at: position)
        case .string: appendString(text, at: position)
        case .notFinite, .tooLarge:
            let value = String(decoding: text, as: UTF8.self)
            let reason = meaning == .notFinite ? "is not a number that JSON has" : "does not fit in 64 bits"
            report("yaml-number", "\"\(value)\" \(reason)", help: "quote it if it is meant as text", at: position)
            builder.appendNull(at: position)
        }
    }

    /// Refers to the source where the text stands there literally, after its quote if it has one.
    private mutating func appendString(_ text: UnsafeBufferPointer<UInt8>, at position: Int) {
        for start in [position, position + 1] where source[min(start, source.count)...].starts(with: text) {
            return builder.append(string: start..<start + text.count, at: position)
        }
        builder.append(string: text, at: position)
    }

    private mutating func appendTagged(_ tag: String, _ text: UnsafeBufferPointer<UInt8>, at position: Int) {
        let meaning = CoreSchema(text)
        switch (tag, meaning) {
        case ("!", _), (Tag.prefix + "str", _): appendString(text, at: position)
        case (Tag.prefix + "null", .null), (Tag.prefix + "bool", .bool), (Tag.prefix + "int", .integer),
            (Tag.prefix + "int", .tooLarge), (Tag.prefix + "float", .integer), (Tag.prefix + "float", .number),
            (Tag.prefix + "float", .notFinite):
            append(meaning, text, at: position)
        case (Tag.prefix + "int", .number(let json)) where json.utf8.allSatisfy({ $0 < 0x3A && $0 != 0x2E }):
            append(meaning, text, at: position)
        default:
            reportTag(tag, on: "\"\(String(decoding: text.prefix(40), as: UTF8.self))\"", at: position)
            builder.appendNull(at: position)
        }
    }

    /// Explains why `tag` cannot stand on `value`.
    mutating func reportTag(_ tag: String, on value: String, at position: Int) {
        let short = tag.hasPrefix(Tag.prefix) ? "!!" + tag.dropFirst(Tag.prefix.count) : tag
        let core = ["!!str", "!!null", "!!bool", "!!int", "!!float", "!!seq", "!!map"]
        if core.contains(short) {
            report("yaml-tag", "the tag \(short) does not fit \(value)", help: "remove the tag", at: position)
        } else {
            report(
                "yaml-tag", "the tag \(short) is not known",
                help: "remove it; only the tags of YAML's core schema are read", at: position)
        }
    }
}
