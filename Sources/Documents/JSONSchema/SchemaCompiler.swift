public import JSON

/// Compiles JSON Schema into programs: 2020-12, draft-07 and the Schema Objects of OpenAPI 3.1 and 3.0.
///
/// Every schema is compiled once, however often it is referred to, also across calls. References lead to the documents
/// of the set and the metaschemas, never to the network; a document may stand in the set under a URI. `$id`, `$anchor`
/// and dynamic anchors are understood in every document that something leads to.
public struct SchemaCompiler {
    private let rules: CompilingRules
    private var index: SchemaIndex
    private var cache = SchemaCache()
    private var reported: Set<Report> = []

    /// Everything found wrong so far, each once.
    ///
    /// Warnings do not stop a schema from being compiled.
    public private(set) var diagnostics: [Diagnostic] = []

    /// A compiler for schemas that stand in `documents` or refer to them.
    ///
    /// With `assertsFormats: false` the keyword `format` is an annotation only, as JSON Schema's default dialect has
    /// it. `isLenient` says whether what is wrong though its meaning is clear (a keyword nobody knows, a name that is
    /// required twice) is a warning; without it, it is an error in OpenAPI 3.1 and a warning in the other dialects,
    /// which allow more or are full of it.
    public init(
        documents: DocumentSet, dialect: SchemaDialect = .openAPI31, assertsFormats: Bool = true,
        isLenient: Bool? = nil
    ) {
        rules = CompilingRules(assertsFormats: assertsFormats, isLenient: isLenient ?? (dialect != .openAPI31))
        index = SchemaIndex(documents: documents, dialect: Dialect(dialect))
    }

    /// The schema at `node`; nil if it, or a schema it leads to, has errors: `diagnostics` then holds all of them.
    public mutating func compile(_ node: Node) -> CompiledSchema? {
        // A schema from no file is nobody else's: what it defines is forgotten again.
        guard node.file == nil else { return compileAndKeep(node) }
        let before = (index, cache)
        defer { (index, cache) = before }
        return compileAndKeep(node)
    }

    private mutating func compileAndKeep(_ node: Node) -> CompiledSchema? {
        if let known = cache[key(of: node)] { return compiled(node, known.program, block: known.block) }
        var builder = ProgramBuilder(rules: rules, index: index, cache: cache)
        // So that the builder's copies are the only ones and need not be copied to grow.
        (index, cache) = (SchemaIndex(documents: index.documents, dialect: index.dialect), SchemaCache())
        builder.compile(node)
        for diagnostic in builder.diagnostics { report(diagnostic) }
        let isSound = !builder.diagnostics.contains { $0.severity == .error }
        let program = isSound ? builder.finish() : nil
        let samples = builder.samples
        (index, cache) = (builder.index, builder.cache)
        guard let program else { return nil }
        for sample in samples { check(sample, in: program) }
        return compiled(node, program, block: 0)
    }

    private mutating func key(of node: Node) -> BlockKey {
        let resource = index.resource(ofRoot: node)
        return BlockKey(schema: SchemaKey(node), context: index.context(0, entering: resource))
    }

    private mutating func compiled(_ node: Node, _ program: Program, block: Int) -> CompiledSchema {
        CompiledSchema(
            program: program, block: block, documents: index.documents, defaultValue: index.defaultValue(of: node),
            memberDefaults: index.memberDefaults(of: node))
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        if reported.insert(Report(diagnostic)).inserted { diagnostics.append(diagnostic) }
    }

    /// Warns if a default or an example does not fit its schema.
    private mutating func check(_ sample: ProgramBuilder.Sample, in program: Program) {
        let faults = sample.value.withTape { tape in
            var explainer = Explainer(tape: tape, direction: .none, limit: 1)
            explainer.explain(sample.value, Target(block: sample.block), of: program)
            return explainer.result
        }
        guard let fault = faults?.first else { return }
        let place = fault.instance.tokens.isEmpty ? "it" : fault.instance.description
        report(
            Diagnostic(
                .warning, code: "schema-sample-does-not-fit",
                "\"\(sample.keyword.rawValue)\" does not fit its schema: \(place) \(fault.message)", at: sample.value))
    }

    /// What makes two diagnostics the same.
    private struct Report: Hashable {
        let code: String, message: String, location: SourceLocation?, pointer: String?

        init(_ diagnostic: Diagnostic) {
            code = diagnostic.code
            message = diagnostic.message
            location = diagnostic.location
            pointer = diagnostic.pointer
        }
    }
}
