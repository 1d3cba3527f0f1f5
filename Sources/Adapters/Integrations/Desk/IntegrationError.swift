public import JSON
public import Orchestration

/// Why something could not be done with an integration.
public enum IntegrationError: Error, Sendable, Equatable {
    case unknown(String)
    case invalid([IntegrationFault])
    /// The owner has as many as integrations.yaml allows.
    case tooMany(limit: Int)
    case store(StoreError)
}

/// One thing wrong with what a caller gave.
public struct IntegrationFault: Sendable, Equatable {
    /// A JSON Pointer into the body of the request.
    public var pointer: String
    /// The rule that is broken.
    public var keyword: String
    /// What is wrong; never repeats a credential.
    public var message: String
    /// The rule in integrations.yaml.
    public var place: SourceLocation?
}
