public import JSON

/// The specification as callers get it: one document each, no references to files, nothing left to be looked up.
public struct PublishedDocuments: Sendable {
    /// The OpenAPI document, its `x-error-codes` spelt out as responses.
    public var openAPI: JSONValue
    /// Nil beside a single OpenAPI document.
    public var asyncAPI: JSONValue?
    /// `sha256:` and 64 hexadecimal digits; the OpenAPI document carries it as `info.x-contract-hash`.
    public var hash = ""

    init(openAPI: JSONValue = .object([:]), asyncAPI: JSONValue? = nil) {
        self.openAPI = openAPI
        self.asyncAPI = asyncAPI
    }
}

extension Specification {
    /// The documents of a specification without errors.
    func publish(_ errors: ErrorCatalogue) -> PublishedDocuments {
        let openAPI = documents.openAPI.map { Bundle.make(of: $0, in: documents.set) } ?? .object([:])
        var published = PublishedDocuments(
            openAPI: ErrorExpansion(errors).expand(openAPI),
            asyncAPI: documents.asyncAPI.map { Bundle.make(of: $0, in: documents.set) })
        published.openAPI["info"]?["x-contract-hash"] = nil
        published.hash = published.hash(errors: documents.errors, limits: documents.limits)
        published.openAPI["info"]?["x-contract-hash"] = .string(published.hash)
        return published
    }
}
