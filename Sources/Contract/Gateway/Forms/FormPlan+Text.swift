import APISpec
import JSON

/// application/x-www-form-urlencoded (URL Standard, section 5).
extension FormPlan {
    /// The object that the fields write, and what is wrong with single ones.
    ///
    /// - Parameter keepsMisfits: what is of the wrong kind stays as it was written, and is no fault here.
    func read(
        urlEncoded bytes: [UInt8], _ limits: JSONLimits, keepsMisfits: Bool = false
    ) throws(Fault.Unreadable) -> (JSONValue, [Fault]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault.Unreadable("is not UTF-8") }
        let pairs = QueryPairs(text, place: "body")
        guard pairs.pairs.count <= limits.nodes else { throw Fault.Unreadable("has more than \(limits.nodes) fields") }
        let fields = pairs.pairs.map { pair in
            FormField(name: pair.name, text: FieldText(text: pair.value, octets: octets(of: FieldName(pair.name).base)))
        }
        let (value, faults) = read(fields, keepsMisfits: keepsMisfits)
        return (value, pairs.faults + faults)
    }

    /// The fields of `new`: those of members that stay as in `old`, which `text` wrote, are not touched.
    ///
    /// Nil for what no field can say, as an empty list. Whoever asks reads the result again.
    func text(of new: JSONObject, in place: JSONObject, writtenAs text: String) -> String? {
        var written: [String] = []
        var done: Set<String> = []
        for pair in text.split(separator: "&") {
            let spelt = pair.prefix { $0 != "=" }
            guard let name = PercentDecoding.decode(spelt, plusIsSpace: true).map({ parse($0).base }) else {
                return nil
            }
            if let value = new[name], value == place[name] {
                written.append(String(pair))
            } else if let value = new[name], !done.contains(name) {
                guard let fields = fields(name, value) else { return nil }
                written += fields
            }
            done.insert(name)
        }
        for (name, value) in new where !done.contains(name) {
            guard let fields = fields(name, value) else { return nil }
            written += fields
        }
        return written.joined(separator: "&")
    }

    /// The fields of one member.
    private func fields(_ name: String, _ value: JSONValue) -> [String]? {
        let member = shape.member(name)
        if encodings[name]?.contentTypes.first?.isJSON == true { return [Self.field(name, value.jsonText)] }
        guard case .array(let elements) = value else { return Self.fields(name, value, member.kinds) }
        let texts = elements.compactMap(Self.text)
        guard texts.count == elements.count, !texts.isEmpty else { return Self.fields(name, value, member.kinds) }
        if let separator = separators(of: name)?.first {
            return ["\(Self.encoded(name))=\(texts.map { PercentCoding.encoded($0) }.joined(separator: separator))"]
        }
        // One field alone would be read as a scalar where the schema lets one in.
        let isPlain = texts.count > 1 || member.kinds.isDisjoint(with: .scalar.subtracting(.null))
        return isPlain ? texts.map { Self.field(name, $0) } : Self.fields(name, value, member.kinds)
    }

    /// With the members of objects and the elements of arrays in brackets.
    private static func fields(_ name: String, _ value: JSONValue, _ kinds: ValueKinds?) -> [String]? {
        if let text = text(value) { return [field(name, text)] }
        let parts: [(String, JSONValue)] =
            switch value {
            case .object(let object): object.map { ($0.key, $0.value) }
            case .array(let elements): elements.enumerated().map { (String($0.offset), $0.element) }
            default: []
            }
        guard !parts.isEmpty else {
            // An empty one is written as JSON, which is read where no other text could be.
            return value == .null || kinds?.isDisjoint(with: .scalar.subtracting(.null)) != true
                ? nil : [field(name, value.jsonText)]
        }
        var fields: [String] = []
        for (key, part) in parts {
            guard let inner = Self.fields("\(name)[\(key)]", part, nil) else { return nil }
            fields += inner
        }
        return fields
    }

    private static func field(_ name: String, _ text: String) -> String {
        "\(encoded(name))=\(PercentCoding.encoded(text))"
    }

    private static func encoded(_ name: String) -> String { PercentCoding.encoded(name, keeping: "[]") }

    /// How a scalar is written; nil for everything else.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer, .double, .decimal, .bool: value.jsonText
        case .null, .array, .object: nil
        }
    }
}
