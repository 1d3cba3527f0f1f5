public import JSON

/// Compiles JSON Schema 2020-12, as OpenAPI 3.1 uses it, into programs.
///
/// Every schema is compiled once, however often it is referred to, also across calls. Documents are told apart by
/// their file names.
public struct SchemaCompiler {
    private let documents: DocumentSet
    private let assertsFormats: Bool
    private var cache = SchemaCache()
    private var reported: Set<Report> = []

    /// Everything found wrong so far, each once.
    ///
    /// Warnings do not stop a schema from being compiled.
    public private(set) var diagnostics: [Diagnostic] = []

    /// A compiler for schemas that stand in `documents` or refer to them.
    ///
    /// With `assertsFormats: false` the keyword `format` is an annotation only, as JSON Schema's default dialect has
    /// it.
    public init(documents: DocumentSet, assertsFormats: Bool = true) {
        self.documents = documents
        self.assertsFormats = assertsFormats
    }

    /// The schema at `node`; nil if it, or a schema it leads to, has errors: `diagnostics` then holds all of them.
    public mutating func compile(_ node: Node) -> CompiledSchema? {
        if let known = cache[SchemaKey(node)] {
            return compiled(node, known.program, block: known.block)
        }
        var builder = ProgramBuilder(documents: documents, assertsFormats: assertsFormats, cache: cache)
        builder.compile(node)
        let (found, samples) = (builder.diagnostics, builder.samples)
        for diagnostic in found { report(diagnostic) }
        guard !found.contains(where: { $0.severity == .error }) else { return nil }
        cache = SchemaCache()  // so that the builder's copy is the only one and need not be copied to grow
        let (program, grown) = builder.finish()
        cache = grown
        for sample in samples { check(sample, in: program) }
        return compiled(node, program, block: 0)
    }

    private func compiled(_ node: Node, _ program: Program, block: Int) -> CompiledSchema {
        CompiledSchema(
            program: program, block: block, documents: documents, defaultValue: documents.defaultValue(of: node),
            memberDefaults: documents.memberDefaults(of: node))
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        if reported.insert(Report(diagnostic)).inserted { diagnostics.append(diagnostic) }
    }

    /// Warns if a default or an example does not fit its schema.
    private mutating func check(_ sample: ProgramBuilder.Sample, in program: Program) {
        var explainer = Explainer(direction: .none, limit: 1)
        explainer.explain(sample.value, Target(block: sample.block), of: program)
        guard let fault = explainer.result.first else { return }
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
