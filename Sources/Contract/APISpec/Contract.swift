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
    /// Stages: bytes -> `SpecDocuments` -> `ShapeWalk` -> `Specification` -> checks -> `Contract`. Every stage adds what it
    /// finds wrong and lets the next one go on with what is sound.
    ///
    /// - Parameter handlers: the operation ids that the server has handlers for, to be held against the operations; nil
    ///   where nothing is to be served.
    /// - Returns: the contract, and the diagnostics that do not stop it.
    /// - Throws: all diagnostics of all files together, if any of them is an error.
    public static func load(
        _ files: SpecFiles, handlers: Set<String>? = nil
    ) throws(Diagnostics) -> (contract: Contract, warnings: [Diagnostic]) {
        var (documents, found) = SpecDocuments.read(files)
        var walk = ShapeWalk(documents.set)
        for (root, shape) in documents.roots { walk.visit(root, as: shape) }
        found.append(contentsOf: walk.diagnostics)

        let schemas = SchemaTable(compiling: walk.schemas, in: documents.set)
        found.append(contentsOf: schemas.diagnostics)

        let specification = Specification(documents: documents, schemas: schemas)
        for check in allChecks { found.append(contentsOf: check.run(on: specification)) }

        var contract = specification.compile()
        if let handlers { found.append(contentsOf: contract.missingHandlers(handlers)) }

        let diagnostics = Diagnostics(found.oneForEachMistake)
        if diagnostics.hasErrors { throw diagnostics }
        contract.published = specification.publish(contract.errors)
        return (contract, diagnostics.items)
    }
}

extension [Diagnostic] {
    /// By place; what several stages say about one thing only once, and no doubt where there is an error.
    var oneForEachMistake: [Diagnostic] {
        let mistakes = Set(filter { $0.severity == .error }.compactMap(\.location))
        return Diagnostics(self).sorted.reduce(into: []) { distinct, next in
            if next.severity == .warning, let place = next.location, mistakes.contains(place) { return }
            let here = distinct.reversed().prefix { $0.location == next.location }
            if !here.contains(next) { distinct.append(next) }
        }
    }
}
