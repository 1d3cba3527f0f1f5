import APISpec
import JSON

/// How a value is written as a parameter (OpenAPI 3.1.1 section 4.8.12: simple and form).
enum ParameterText {
    /// Nil for objects, which are not written here.
    static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .object, .array, .null: nil
        default: value.jsonText
        }
    }

    /// A valid value of a parameter of the path, before it is encoded; nil where none is found.
    static func valid(_ parameter: JudgedParameter) -> String? {
        parameter.valid.map { simple(parameter.parameter, $0) }
    }

    /// A value in style simple (RFC 6570 section 3.2.2).
    static func simple(_ parameter: Parameter, _ value: JSONValue) -> String {
        if parameter.media?.isJSON == true { return value.jsonText }
        switch value {
        case .array(let elements): return elements.compactMap(text).joined(separator: ",")
        case .object(let object):
            let sign = parameter.explode ? "=" : ","
            return object.compactMap { key, value in text(value).map { key + sign + $0 } }.joined(separator: ",")
        default: return text(value) ?? ""
        }
    }

    /// Whether a text can stand in a field of the head as it is (RFC 9110 section 5.5), ASCII only.
    static func isFieldValue(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { 0x20...0x7E ~= $0 } && text.first != " " && text.last != " "
    }

    /// What a text may stand for: itself, and the number, truth value or null that it spells.
    static func values(_ text: String) -> [JSONValue] {
        let read = try? Document.json(Array(text.utf8)).root
        let isOther = read.map { $0.kind != .string && $0.kind != .object && $0.kind != .array } ?? false
        return [.string(text)] + (isOther ? [read].compactMap { $0 }.map { JSONValue($0) } : [])
    }

    /// Percent-encodes all but the unreserved characters (RFC 3986 section 2.3).
    static func encoded(_ text: String) -> String { PercentCoding.encoded(text) }

    /// The pairs of a query parameter: several for an array that is exploded.
    static func pairs(_ parameter: Parameter, _ value: JSONValue) -> [(String, String)] {
        if case .object(let object) = value { return members(parameter, object) }
        if parameter.media?.isJSON == true { return [(encoded(parameter.name), encoded(value.jsonText))] }
        guard case .array(let elements) = value else {
            return text(value).map { [(encoded(parameter.name), encoded($0))] } ?? []
        }
        if parameter.style == "deepObject" {
            return BodyText.pairs(parameter.name, value).map { (encoded($0.0), encoded($0.1)) }
        }
        let texts = elements.compactMap(text).map(encoded)
        if parameter.explode { return texts.map { (encoded(parameter.name), $0) } }
        return [(encoded(parameter.name), texts.joined(separator: separator(parameter)))]
    }

    private static func separator(_ parameter: Parameter) -> String {
        switch parameter.style {
        case "spaceDelimited": "%20"
        case "pipeDelimited": "%7C"
        default: ","
        }
    }

    private static func members(_ parameter: Parameter, _ object: JSONObject) -> [(String, String)] {
        let name = encoded(parameter.name)
        if parameter.media?.isJSON == true { return [(name, encoded(JSONValue.object(object).jsonText))] }
        if parameter.style == "deepObject" {
            return BodyText.pairs(parameter.name, .object(object)).map { (encoded($0.0), encoded($0.1)) }
        }
        let texts = object.compactMap { key, value in text(value).map { (encoded(key), encoded($0)) } }
        if parameter.explode { return texts }
        let separator = separator(parameter)
        return [(name, texts.map { "\($0.0)\(separator)\($0.1)" }.joined(separator: separator))]
    }
}
