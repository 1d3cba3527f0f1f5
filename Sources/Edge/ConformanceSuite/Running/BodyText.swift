import APISpec
import JSON

/// How a body is written in its media type.
enum BodyText {
    private static let boundary = "amas-7Lw1xq0Zk3"

    /// The Content-Type that goes with the bytes; a range is sent as JSON.
    static func contentType(_ type: String) -> String {
        guard let media = MediaRange(type) else { return type }
        if !media.isConcrete { return media.type == "text" ? "text/plain" : "application/json" }
        return media.isMultipartForm ? "multipart/form-data; boundary=\(boundary)" : type
    }

    /// - Parameter encodings: how single members of a form are written.
    static func bytes(_ body: JSONValue, _ type: String, _ encodings: [String: FieldEncoding] = [:]) -> [UInt8] {
        guard let media = MediaRange(type) else { return body.jsonBytes }
        if media.isURLEncodedForm {
            let pairs = fields(body, encodings).map { "\(ParameterText.encoded($0.0))=\(ParameterText.encoded($0.1))" }
            return Array(pairs.joined(separator: "&").utf8)
        }
        if media.isMultipartForm { return multipart(body) }
        if let text = body.stringValue, !media.isJSON, media.isConcrete { return Array(text.utf8) }
        return body.jsonBytes
    }

    /// Name and text of every field below a name, members and elements in brackets.
    static func pairs(_ name: String, _ value: JSONValue) -> [(String, String)] {
        switch value {
        case .object(let object): object.flatMap { pairs("\(name)[\($0.key)]", $0.value) }
        case .array(let elements): elements.enumerated().flatMap { pairs("\(name)[\($0.offset)]", $0.element) }
        case .string(let text): [(name, text)]
        default: [(name, value.jsonText)]
        }
    }

    /// Elements that are single values repeat the name, as a form has them by default.
    private static func fields(_ body: JSONValue, _ encodings: [String: FieldEncoding]) -> [(String, String)] {
        guard case .object(let object) = body else { return [] }
        return object.flatMap { key, value -> [(String, String)] in
            guard case .array(let elements) = value, encodings[key]?.style != "deepObject",
                elements.allSatisfy({ ParameterText.text($0) != nil })
            else {
                return pairs(key, value)
            }
            return elements.compactMap { ParameterText.text($0).map { (key, $0) } }
        }
    }

    /// A part for each field, one in JSON for each member that is an object (OpenAPI 3.1.1, section 4.8.15.1).
    private static func multipart(_ body: JSONValue) -> [UInt8] {
        guard case .object(let object) = body else { return Array("--\(boundary)--\r\n".utf8) }
        let parts = object.flatMap { name, value -> [String] in
            let elements: [JSONValue] = if case .array(let all) = value { all } else { [value] }
            return elements.map { part(name, $0) }
        }
        return Array((parts.joined() + "--\(boundary)--\r\n").utf8)
    }

    private static func part(_ name: String, _ value: JSONValue) -> String {
        let text = ParameterText.text(value)
        let type = text == nil ? "\r\nContent-Type: application/json" : ""
        return "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(type)\r\n\r\n"
            + "\(text ?? value.jsonText)\r\n"
    }
}
