import APISpec

/// How text is encoded in its part of the request.
enum Octets: Sendable {
    /// Percent-encoded (RFC 3986 section 2.1).
    case path
    /// Percent-encoded, with "+" for a space (URL Standard, application/x-www-form-urlencoded).
    case form
    /// Percent-encoded where that is well formed; a cookie that is not is taken as it is.
    case cookie
    /// As it is.
    case plain

    init(_ parameter: Parameter) {
        switch parameter.place {
        case .path: self = .path
        // OpenAPI 3.1.1, section 4.8.12.2.1: then "+" is a reserved character that stands for itself.
        case .query: self = parameter.allowReserved ? .path : .form
        case .cookie: self = .cookie
        case .header: self = .plain
        }
    }

    /// The text; nil if it is not percent-encoded UTF-8 where it has to be.
    func decode(_ text: Substring) -> String? {
        switch self {
        case .path: PercentDecoding.decode(text)
        case .form: PercentDecoding.decode(text, plusIsSpace: true)
        case .cookie: PercentDecoding.decode(text) ?? String(text)
        case .plain: String(text)
        }
    }
}
