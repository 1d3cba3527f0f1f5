public import JSON

/// What the specification promises, compiled: one immutable value that router, validator, limiter and events run on.
public struct Contract: Sendable {
    /// `info.title` of the OpenAPI document.
    public var title: String
    /// `info.version` of the OpenAPI document.
    public var version: String
    /// Every operation, in the order of the document.
    public var operations: [Operation]
    /// Every error code.
    public var errors: ErrorCatalogue
    /// Rate limits, sizes and deadlines.
    public var limits: Limits
    /// The states of resources (`x-lifecycle`), in the order of the document.
    public var lifecycles: [ResourceLifecycle] = []
    /// The WebSocket's messages; nil for a single OpenAPI document.
    public var events: EventContract?
    /// The documents as callers get them.
    public var published = PublishedDocuments()
    /// What a judge compares: `sha256:` and 64 hexadecimal digits.
    public var hash: String { published.hash }
}

extension Contract {
    /// Reads, checks and compiles a specification.
    ///
    /// - Parameter handlers: the operation ids that the server has handlers for, to be held against the operations; nil
    ///   where nothing is to be served.
    /// - Returns: the contract, and the diagnostics that do not stop it.
    /// - Throws: all diagnostics of all files together, if any of them is an error.
    public static func load(
        _ files: SpecFiles, handlers: Set<String>? = nil
    ) throws(Diagnostics) -> (contract: Contract, warnings: [Diagnostic]) {
        let reading = SpecReading(files, handlers: handlers)
        let diagnostics = Diagnostics(reading.diagnostics)
        if diagnostics.hasErrors { throw diagnostics }
        return (reading.contract, diagnostics.items)
    }
}
