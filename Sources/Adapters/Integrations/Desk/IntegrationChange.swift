public import JSON

/// What a caller says of an integration; what is nil stays as it is, or gets its default in a fresh one.
public struct IntegrationChange: Sendable, Equatable {
    public var name: String?
    public var credentials: JSONValue?
    public var settings: JSONValue?
    public var events: [String]?
    public var enabled: Bool?

    public init(
        name: String? = nil, credentials: JSONValue? = nil, settings: JSONValue? = nil, events: [String]? = nil,
        enabled: Bool? = nil
    ) {
        self.name = name
        self.credentials = credentials
        self.settings = settings
        self.events = events
        self.enabled = enabled
    }
}

/// Whether events reach an integration.
public enum IntegrationStanding: String, Sendable, CaseIterable {
    case active
    /// A setting is missing without which nothing can be sent.
    case incomplete
    /// Its owner switched it off.
    case disabled
    /// The server switched it off, because the receiver wants nothing more.
    case paused
    /// The platform takes no deliveries: the credentials are kept and that is all.
    case stored
}

/// What a test message met with.
public struct TestReport: Sendable, Equatable {
    public var isDelivered: Bool
    public var statusCode: Int?
    public var reason: String?
    public var link: String?
    public var milliseconds: Int64
}
