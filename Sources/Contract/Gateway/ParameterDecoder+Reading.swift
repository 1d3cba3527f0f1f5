import APISpec
import JSON
import JSONSchema

extension ParameterDecoder {
    /// The value by one reading; nil where the request holds nothing for it.
    func read(_ reading: Reading, _ input: ParameterInput) throws(Fault.Mistake) -> JSONValue? {
        switch reading {
        case .members: return try object(memberPairs(input))
        case .tree: return try tree(input)
        case .scalar, .list, .object, .content:
            let texts = input.texts(for: self)
            return texts.isEmpty ? nil : try read(reading, texts)
        }
    }

    private func read(_ reading: Reading, _ texts: [Substring]) throws(Fault.Mistake) -> JSONValue? {
        switch reading {
        case .list:
            var elements: [JSONValue] = []
            let kinds = parameter.shape.element.kinds
            for (index, text) in try elementTexts(of: texts).enumerated() {
                elements.append(try scalar(text, as: kinds, under: [String(index)]))
            }
            return .array(elements)
        case .object: return try object(try pairs(of: texts))
        case .content: return try content(of: try only(texts))
        default: return try scalar(try bare(try only(texts)), as: parameter.shape.kinds)
        }
    }

    func only(_ texts: [Substring]) throws(Fault.Mistake) -> Substring {
        guard texts.count == 1 else { throw mistake("type", "must be given once, was given \(texts.count) times") }
        return texts[0]
    }

    private func object(_ pairs: [(name: Substring, value: Substring)]) throws(Fault.Mistake) -> JSONValue? {
        if pairs.isEmpty { return nil }
        var object = JSONObject()
        for (name, value) in pairs {
            guard let member = octets.decode(name) else { throw undecodable() }
            guard object[member] == nil else {
                throw mistake("type", "must be given once, was given more often", under: [member])
            }
            object[member] = try scalar(value, as: parameter.shape.member(member).kinds, under: [member])
        }
        return .object(object)
    }

    func scalar(_ text: Substring, as kinds: ValueKinds, under path: [String] = []) throws(Fault.Mistake) -> JSONValue {
        guard let decoded = octets.decode(text) else { throw undecodable(under: path) }
        if let value = ParameterText.value(decoded, as: kinds) { return value }
        // What no text can be is for the schema to refuse.
        if kinds.isDisjoint(with: .scalar) { return .string(decoded) }
        let rule = parameter.schema.node["type"]?.location ?? parameter.schema.node.location
        let shown = decoded.count > 100 ? "\(decoded.prefix(100))…" : decoded
        throw mistake("type", "must be \(ParameterText.names(of: kinds)), was \"\(shown)\"", rule, under: path)
    }

    /// A parameter with `content`: JSON in the text, or the text itself.
    private func content(of text: Substring) throws(Fault.Mistake) -> JSONValue {
        guard let decoded = octets.decode(text) else { throw undecodable() }
        guard parameter.media?.isJSON == true else { return .string(decoded) }
        do { return try JSONValue.parse(decoded) } catch {
            throw mistake("content", "is not JSON: \(error.message), at column \(error.column)")
        }
    }

    private func tree(_ input: ParameterInput) throws(Fault.Mistake) -> JSONValue? {
        var tree = FieldTree()
        for pair in input.query.pairs {
            let field = FieldName(pair.name)
            guard field.base == name else { continue }
            guard tree.add(field.keys[...], FieldText(text: pair.value, octets: octets)) else {
                throw mistake("style", "has members more than \(FieldTree.depth) levels deep")
            }
        }
        if tree.isEmpty { return nil }
        return try FieldReading(place: place.rawValue, spec: parameter.location).value(
            of: tree, parameter.shape, at: [name])
    }

    func undecodable(under path: [String] = []) -> Fault.Mistake {
        mistake("style", "is not percent-encoded UTF-8", under: path)
    }
}
