import JSON

/// The formats that are checked, by the name `format` gives them.
enum Format: String, CaseIterable, Sendable {
    case dateTime = "date-time"
    case date, time, duration
    case email, hostname, ipv4, ipv6
    case internationalEmail = "idn-email"
    case internationalHostname = "idn-hostname"
    case uri, iri
    case uriReference = "uri-reference"
    case iriReference = "iri-reference"
    case uriTemplate = "uri-template"
    case uuid
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case regex
    // OpenAPI's own.
    case int32, int64, float, double
    case byte, binary, password

    /// Whether the format limits values; the others only describe them.
    var isChecked: Bool { self != .binary && self != .password }

    /// Whether the number `node` has the format; formats of strings say nothing about numbers.
    func accepts(_ node: Node) -> Bool {
        switch self {
        case .int32, .int64, .float, .double: acceptsNumber(node)
        default: true
        }
    }

    private func acceptsNumber(_ node: Node) -> Bool {
        switch self {
        case .int32: node.isIntegral && node.double.map { abs($0) <= 2_147_483_648 && $0 < 2_147_483_648 } ?? false
        // Not an integer node: 1.0, or beyond 64 bits. Doubles at the limits may stand for numbers beyond them.
        case .int64: node.int != nil || node.isIntegral && node.double.map { abs($0) < 0x1p63 } ?? false
        case .float: node.double.map { Float($0).isFinite } ?? false
        default: node.double?.isFinite ?? false
        }
    }

    /// Whether a string with this text has the format; formats of numbers say nothing about strings.
    func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var reader = ByteReader(text)
        return switch self {
        case .dateTime: reader.takeDateTime() && reader.isAtEnd
        case .date: reader.takeDate() && reader.isAtEnd
        case .time: reader.takeTime() && reader.isAtEnd
        case .duration: reader.takeDuration() && reader.isAtEnd
        case .email: reader.takeEmail() && reader.isAtEnd
        case .internationalEmail: reader.takeEmail(isInternational: true) && reader.isAtEnd
        case .hostname: reader.takeHostname() && reader.isAtEnd
        case .internationalHostname: reader.takeInternationalHostname() && reader.isAtEnd
        case .ipv4: reader.takeIPv4() && reader.isAtEnd
        case .ipv6: reader.takeIPv6() && reader.isAtEnd
        case .uri: reader.takeURI(isReference: false) && reader.isAtEnd
        case .uriReference: reader.takeURI(isReference: true) && reader.isAtEnd
        case .iri: reader.takeURI(isReference: false, isInternational: true) && reader.isAtEnd
        case .iriReference: reader.takeURI(isReference: true, isInternational: true) && reader.isAtEnd
        case .uriTemplate: reader.takeURITemplate() && reader.isAtEnd
        case .uuid: reader.takeUUID() && reader.isAtEnd
        case .jsonPointer: reader.takeJSONPointer() && reader.isAtEnd
        case .relativeJSONPointer: reader.takeRelativeJSONPointer() && reader.isAtEnd
        case .byte: reader.takeBase64() && reader.isAtEnd
        case .regex: Pattern.fault(in: String(decoding: text, as: UTF8.self)) == nil
        case .int32, .int64, .float, .double, .binary, .password: true
        }
    }

    /// What the format asks for, with an example where one helps.
    var wanted: String {
        switch self {
        case .dateTime: "a date and time such as \"2026-11-24T01:47:29Z\""
        case .date: "a date such as \"2026-11-24\""
        case .time: "a time with offset such as \"01:47:29Z\""
        case .duration: "a duration such as \"PT1H30M\""
        case .email: "an e-mail address"
        case .internationalEmail: "an e-mail address"
        case .hostname: "a host name"
        case .internationalHostname: "a host name"
        case .ipv4: "an IPv4 address such as \"192.0.2.1\""
        case .ipv6: "an IPv6 address such as \"2001:db8::1\""
        case .uri: "an absolute URI such as \"https://example.org/\""
        case .uriReference: "a URI or a relative reference"
        case .iri: "an absolute IRI such as \"https://example.org/\""
        case .iriReference: "an IRI or a relative reference"
        case .uriTemplate: "a URI template such as \"/tasks/{id}\""
        case .uuid: "a UUID such as \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""
        case .jsonPointer: "a JSON pointer such as \"/tasks/0\""
        case .relativeJSONPointer: "a relative JSON pointer such as \"1/title\""
        case .regex: "a regular expression of ECMA-262"
        case .int32: "a whole number of 32 bits"
        case .int64: "a whole number of 64 bits"
        case .float: "a number within the range of single precision"
        case .double: "a number within the range of double precision"
        case .byte: "text in base64"
        case .binary, .password: "any text"
        }
    }
}
