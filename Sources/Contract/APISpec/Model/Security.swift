/// Who may call an operation.
public enum Security: Sendable, Hashable {
    /// Anybody, without a token.
    case open
    /// Callers with a token whose role is listed; the list names every role that may call, and no role includes another.
    /// An empty list lets in every caller with a token.
    case bearer(roles: [String])
    /// Callers who satisfy one of these alternatives, each by all of its schemes; an empty alternative is anybody.
    ///
    /// It stands for whatever else a document may say, and is data: this server enforces none of it, and serves no
    /// operation that has it.
    case schemes([[SchemeUse]])
}

/// A security scheme as one requirement names it (OpenAPI 3.1.1, section 4.8.30).
public struct SchemeUse: Sendable, Hashable {
    /// Its key under `components/securitySchemes`.
    public var name: String
    public var scheme: SecurityScheme
    /// The scopes, or for other types the roles, that the caller must have; empty where none is asked for.
    public var scopes: [String]

    public init(name: String, scheme: SecurityScheme, scopes: [String] = []) {
        self.name = name
        self.scheme = scheme
        self.scopes = scopes
    }
}

/// How a caller proves who it is (OpenAPI 3.1.1, section 4.8.27).
public enum SecurityScheme: Sendable, Hashable {
    /// Where a key stands in the request.
    public enum KeyPlace: String, Sendable, CaseIterable {
        case query, header, cookie
    }

    /// A key in a header, a query parameter or a cookie called `name`.
    case apiKey(place: KeyPlace, name: String)
    /// The `Authorization` header with a scheme such as "basic", in lower case (RFC 9110, section 11.1).
    case http(scheme: String)
    /// A token of one of these flows in the `Authorization` header (RFC 6750).
    case oauth2(flows: [OAuthFlow])
    /// A token of the provider whose discovery document stands at this URL.
    case openIDConnect(url: String)
    /// A certificate of the client.
    case mutualTLS
}

/// One way to get a token (OpenAPI 3.1.1, section 4.8.29).
public struct OAuthFlow: Sendable, Hashable {
    /// "implicit", "password", "clientCredentials" or "authorizationCode".
    public var kind: String
    /// The names of its scopes, in the order of the document.
    public var scopes: [String]

    public init(kind: String, scopes: [String]) {
        self.kind = kind
        self.scopes = scopes
    }
}
