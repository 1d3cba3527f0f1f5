import APISpec
import JSON

/// Turns fields into the values that a schema asks for.
struct FieldReading {
    let place: String
    let spec: SourceLocation?
    /// Texts of another kind than the schema asks for stay texts, and a name given too often becomes a list: values that
    /// the schema refuses, and that can be mended.
    var keepsMisfits = false

    /// The value that fields of one name write together.
    func value(of tree: FieldTree, _ shape: ValueShape, at path: [String]) throws(Fault.Mistake) -> JSONValue {
        if tree.children.isEmpty { return try value(of: tree.texts, shape, at: path) }
        guard tree.texts.isEmpty else {
            throw mistake("type", "must be given either as a value or by its members, was given as both", path)
        }
        if isList(tree, shape) { return try list(tree, shape, path) }
        var object = JSONObject()
        for (key, child) in tree.children {
            object[key] = try value(of: child, shape.member(key), at: path + [key])
        }
        return .object(object)
    }

    /// Numbered or empty keys are elements, unless only an object will do.
    private func isList(_ tree: FieldTree, _ shape: ValueShape) -> Bool {
        guard shape.kinds.contains(.array) else { return false }
        return !shape.kinds.contains(.object)
            || tree.children.allSatisfy { $0.key.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private func list(_ tree: FieldTree, _ shape: ValueShape, _ path: [String]) throws(Fault.Mistake) -> JSONValue {
        if tree.children.count == 1, tree.children[0].key.isEmpty {
            let only = tree.children[0].tree
            guard only.children.isEmpty else {
                throw mistake("style", "must number elements that have members, as in \"\(path[0])[0][name]\"", path)
            }
            return try elements(only.texts, shape, path)
        }
        var numbered: [(index: Int, tree: FieldTree)] = []
        for (key, child) in tree.children {
            guard let index = Int(key), String(index) == key else {
                throw mistake("style", "must number its elements, \"\(key.prefix(40))\" is no number", path)
            }
            numbered.append((index, child))
        }
        numbered.sort { $0.index < $1.index }
        var elements: [JSONValue] = []
        for (position, (index, child)) in numbered.enumerated() {
            // A list is as long as what was sent for it, whatever its numbers say.
            guard index == position else {
                throw mistake("style", "must number its elements from 0 without gaps, \(position) is missing", path)
            }
            elements.append(try value(of: child, shape.element, at: path + [String(position)]))
        }
        return .array(elements)
    }

    /// A name given once, or several times.
    private func value(
        of texts: [FieldText], _ shape: ValueShape, at path: [String]
    ) throws(Fault.Mistake) -> JSONValue {
        let kinds = shape.kinds
        let takesOne = texts.count == 1 && !kinds.isDisjoint(with: .scalar.subtracting(.null))
        if takesOne || (texts.count == 1 && isJSON(texts[0], kinds)) { return try scalar(texts[0], kinds, path) }
        if kinds.contains(.array) { return try elements(texts, shape, path) }
        guard texts.count == 1 else {
            if keepsMisfits { return try elements(texts, shape, path, kinds) }
            throw mistake("type", "must be given once, was given \(texts.count) times", path)
        }
        return try scalar(texts[0], kinds, path)
    }

    private func elements(
        _ texts: [FieldText], _ shape: ValueShape, _ path: [String], _ kinds: ValueKinds? = nil
    ) throws(Fault.Mistake) -> JSONValue {
        var elements: [JSONValue] = []
        for (index, text) in texts.enumerated() {
            elements.append(try scalar(text, kinds ?? shape.element.kinds, path + [String(index)]))
        }
        return .array(elements)
    }

    /// JSON by its Content-Type, or an object or array that no other text could be (OpenAPI 3.1.1, section 4.8.15.1.1).
    private func isJSON(_ text: FieldText, _ kinds: ValueKinds) -> Bool {
        if let media = text.media, media.isJSON { return true }
        guard kinds.isDisjoint(with: .scalar.subtracting(.null)), let first = text.octets.decode(text.text)?.utf8.first
        else { return false }
        return kinds.contains(.object) && first == UInt8(ascii: "{")
            || kinds.contains(.array) && first == UInt8(ascii: "[")
    }

    func scalar(_ text: FieldText, _ kinds: ValueKinds, _ path: [String]) throws(Fault.Mistake) -> JSONValue {
        guard let decoded = text.octets.decode(text.text) else {
            throw mistake("style", "is not percent-encoded UTF-8", path)
        }
        if isJSON(text, kinds) {
            do { return try JSONValue.parse(decoded) } catch {
                if keepsMisfits { return .string(decoded) }
                throw mistake("content", "is not JSON: \(error.message), at column \(error.column)", path)
            }
        }
        if let value = ParameterText.value(decoded, as: kinds) { return value }
        // What no text can be is for the schema to refuse.
        if keepsMisfits || kinds.isDisjoint(with: .scalar) { return .string(decoded) }
        let shown = decoded.count > 100 ? "\(decoded.prefix(100))…" : decoded
        throw mistake("type", "must be \(ParameterText.names(of: kinds)), was \"\(shown)\"", path)
    }

    func mistake(_ keyword: String, _ message: String, _ path: [String]) -> Fault.Mistake {
        Fault.Mistake(
            fault: Fault(
                place: place, pointer: JSONPointer(tokens: path).description, keyword: keyword, message: message,
                spec: spec?.description))
    }
}
