public import JSON
public import JSONSchema

/// A specification read, checked and compiled: what it promises as far as it is sound, and all that is wrong with it.
public struct SpecReading: Sendable {
    /// The operations that no error touches, and everything else that could be read.
    public let contract: Contract
    /// By place, one for each mistake, warnings included.
    public let diagnostics: [Diagnostic]
    /// How many operations the OpenAPI document declares, those included that the contract lacks.
    public let declaredOperations: Int
    /// Every file, by the name that messages show.
    public let documents: DocumentSet
    /// What the schemas of the OpenAPI document are written in.
    public let dialect: SchemaDialect

    /// Reads every file, whatever is wrong with the others.
    ///
    /// Stages: bytes -> `SpecDocuments` -> `ShapeWalk` -> `SchemaTable` -> `Specification` -> checks -> `Contract`.
    /// Every stage adds what it finds wrong and lets the next one go on with what is sound.
    ///
    /// A folder of ours is held to the rules of this server; a document of anybody's to OpenAPI alone, and what real
    /// documents get wrong in it is a warning where the meaning is still clear.
    ///
    /// - Parameter handlers: the operation ids that a server has handlers for, to be held against the operations
    public init(_ files: SpecFiles, handlers: Set<String>? = nil) {
        var (read, found) = SpecDocuments.read(files)
        var walk = ShapeWalk(read.set, shapes: read.shapes, as: read.isSingleDocument ? .lenient : .house)
        for (root, shape) in read.roots { walk.visit(root, as: shape) }
        walk.finish()
        found += walk.diagnostics

        let schemas = SchemaTable(compiling: walk.schemas, in: read, isLenient: read.isSingleDocument)
        found += schemas.diagnostics

        let specification = Specification(documents: read, schemas: schemas)
        for check in specification.checks { found += check.run(on: specification) }

        var contract = specification.compile()
        if let handlers { found += contract.missingHandlers(handlers) }
        diagnostics = read.isSingleDocument ? Levels.judge(found) : found.oneForEachMistake
        declaredOperations = specification.operations.count
        documents = read.set
        dialect = read.dialect
        if !Diagnostics(diagnostics).hasErrors || read.isSingleDocument {
            contract.published = specification.publish(contract.errors)
        }
        self.contract = contract
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
