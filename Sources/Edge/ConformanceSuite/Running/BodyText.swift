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

    static func bytes(_ body: JSONValue, _ type: String) -> [UInt8] {
        guard let media = MediaRange(type) else { return body.jsonBytes }
        if media.isURLEncodedForm {
            let pairs = fields(body).map { "\(ParameterText.encoded($0.0))=\(ParameterText.encoded($0.1))" }
            return Array(pairs.joined(separator: "&").utf8)
        }
        if media.isMultipartForm { return multipart(fields(body)) }
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
    private static func fields(_ body: JSONValue) -> [(String, String)] {
        guard case .object(let object) = body else { return [] }
        return object.flatMap { key, value -> [(String, String)] in
            guard case .array(let elements) = value, elements.allSatisfy({ ParameterText.text($0) != nil }) else {
                return pairs(key, value)
            }
            return elements.compactMap { ParameterText.text($0).map { (key, $0) } }
        }
    }

    private static func multipart(_ fields: [(String, String)]) -> [UInt8] {
        let parts = fields.map { name, text in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n"
        }
        return Array((parts.joined() + "--\(boundary)--\r\n").utf8)
    }
}
