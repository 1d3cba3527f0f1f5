import APISpec
import JSON

/// One field of a form as it was sent.
struct FormField: Sendable {
    var name: String
    var text: FieldText
    /// The header fields of its part; none in an urlencoded form.
    var headers = HeaderFields()
}

/// How the fields of one form become the object its schema describes (OpenAPI 3.1.1, sections 4.8.14.4 and 4.8.15).
struct FormPlan: Sendable {
    let shape: ValueShape
    let encodings: [String: FieldEncoding]
    private let isMultipart: Bool
    private let spec: SourceLocation?

    /// Nil for a media type that is no form.
    init?(_ type: MediaType, spec: SourceLocation?) {
        guard let shape = type.shape, let range = type.range else { return nil }
        self.shape = shape
        encodings = type.encodings
        isMultipart = range.isMultipartForm
        self.spec = spec
    }

    /// How the texts of an urlencoded form are encoded.
    func octets(of name: String) -> Octets { encodings[name]?.allowReserved == true ? .path : .form }

    /// The object, and what is wrong with single fields.
    ///
    /// - Parameter keepsMisfits: what is of the wrong kind stays as it was written, and is no fault here.
    func read(_ fields: [FormField], keepsMisfits: Bool = false) -> (JSONValue, [Fault]) {
        let reading = FieldReading(place: "body", spec: spec, keepsMisfits: keepsMisfits)
        var (names, trees): ([String], [String: FieldTree]) = ([], [:])
        var faults: [Fault] = []
        for field in fields {
            let name = parse(field.name)
            if trees[name.base] == nil { names.append(name.base) }
            if let fault = fault(in: field, of: name.base) { faults.append(fault) }
            if !trees[name.base, default: FieldTree()].add(name.keys[...], typed(field, name.base)) {
                faults.append(
                    reading.mistake("style", "has members more than \(FieldTree.depth) levels deep", [name.base]).fault)
            }
        }
        var object = JSONObject()
        for name in names {
            do throws(Fault.Mistake) {
                object[name] = try value(of: trees[name] ?? FieldTree(), name, reading)
            } catch {
                faults.append(error.fault)
            }
        }
        return (.object(object), Array(faults.prefix(BodyPlan.faultLimit)))
    }

    /// A member may itself be called "a[]".
    func parse(_ text: String) -> FieldName {
        var name = FieldName(text)
        if !name.keys.isEmpty, shape.describes(text), !shape.describes(name.base) { name = FieldName(whole: text) }
        return name
    }

    /// The part's own type, or the one that the document names for it.
    private func typed(_ field: FormField, _ name: String) -> FieldText {
        var text = field.text
        if text.media == nil, let type = encodings[name]?.contentTypes.first, type.isConcrete { text.media = type }
        return text
    }

    private func value(
        of tree: FieldTree, _ name: String, _ reading: FieldReading
    ) throws(Fault.Mistake) -> JSONValue {
        let member = shape.member(name)
        guard let separators = separators(of: name), tree.children.isEmpty, tree.texts.count == 1,
            member.kinds.contains(.array)
        else { return try reading.value(of: tree, member, at: [name]) }
        let whole = tree.texts[0]
        let parts = separators.reduce([whole.text]) { parts, separator in parts.flatMap { $0.split(on: separator) } }
        var elements: [JSONValue] = []
        for (index, part) in (parts == [""] ? [] : parts).enumerated() {
            let text = FieldText(text: part, octets: whole.octets)
            elements.append(try reading.scalar(text, member.element.kinds, [name, String(index)]))
        }
        return .array(elements)
    }

    /// What stands between the elements of an array that is one field; nil where each is a field of its own.
    func separators(of name: String) -> [String]? {
        guard let encoding = encodings[name], let style = encoding.style, !encoding.explode else { return nil }
        switch style {
        case "form": return [","]
        case "spaceDelimited": return isMultipart ? [" "] : ["%20", "+"]
        case "pipeDelimited": return isMultipart ? ["|"] : ["|", "%7C", "%7c"]
        default: return nil
        }
    }

    /// A part of a type, or without a header field, that the document does not allow.
    private func fault(in field: FormField, of name: String) -> Fault? {
        guard isMultipart, let encoding = encodings[name] else { return nil }
        let reading = FieldReading(place: "body", spec: spec)
        if let media = field.text.media, !encoding.contentTypes.isEmpty,
            !encoding.contentTypes.contains(where: { $0.contains(media) })
        {
            let wanted = encoding.contentTypes.map(\.name).joined(separator: ", ")
            return reading.mistake("contentType", "must be \(wanted), was \(media.name)", [name]).fault
        }
        guard let missing = encoding.requiredHeaders.first(where: { field.headers[$0] == nil }) else { return nil }
        return reading.mistake("headers", "must have the header field \(missing) in its part", [name]).fault
    }
}

extension FieldName {
    /// A name that stands for itself, brackets and all.
    fileprivate init(whole name: String) {
        base = name
        keys = []
    }
}
