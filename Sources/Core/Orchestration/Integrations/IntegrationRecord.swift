public import JSON

/// A person's connection to a platform, as the store holds it.
public struct IntegrationRecord: Sendable, Equatable {
    /// "int_" and 32 hexadecimal digits.
    public var id: String
    /// The username of whoever created it; it hears of the tasks of that person alone.
    public var owner: String
    /// A platform of integrations.yaml.
    public var platform: String
    /// For people.
    public var name: String
    public var enabled: Bool
    /// An object, such as the repository to post to.
    public var settings: JSONValue
    /// What it is told of.
    public var events: [EventKind]
    /// Which members the credentials have; their values are in `sealed` alone.
    public var credentialNames: [String]
    /// The credentials, encrypted: only the holder of the key can read them.
    public var sealed: [UInt8]
    /// Why the server itself disabled it, if it did.
    public var pauseReason: String?
    /// Every event of the log up to this sequence number is dealt with.
    public var position: Int64
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: String, owner: String, platform: String, name: String, enabled: Bool, settings: JSONValue,
        events: [EventKind], credentialNames: [String], sealed: [UInt8], pauseReason: String? = nil,
        position: Int64 = 0, createdAt: Timestamp, updatedAt: Timestamp? = nil
    ) {
        self.id = id
        self.owner = owner
        self.platform = platform
        self.name = name
        self.enabled = enabled
        self.settings = settings
        self.events = events
        self.credentialNames = credentialNames
        self.sealed = sealed
        self.pauseReason = pauseReason
        self.position = position
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }
}

/// Part of a list of integrations, newest first.
public struct IntegrationPage: Sendable, Equatable {
    public var integrations: [IntegrationRecord]
    /// Where the next page starts, nil on the last one.
    public var nextCursor: PageCursor?

    public init(integrations: [IntegrationRecord], nextCursor: PageCursor? = nil) {
        self.integrations = integrations
        self.nextCursor = nextCursor
    }
}
