import JSON
import JSONSchema

extension FuzzTarget {
    /// A schema is compiled or has an error that says why.
    static let schema = FuzzTarget("schema") { bytes in
        guard let node = try? Document.json(bytes, file: "schema.json").root else { return }
        _ = compile(node)
    }

    /// A verdict and the faults agree.
    static let evaluate = FuzzTarget("evaluate") { bytes in
        let parts = bytes.parts(2)
        guard let node = try? Document.json(parts[0], file: "schema.json").root, let schema = compile(node),
            let instance = try? Document.json(parts[1]).root
        else { return }
        let faults = schema.violations(of: instance)
        demand(schema.accepts(instance) == faults.isEmpty, "verdict and faults disagree")
        demand(faults.allSatisfy { instance.reaches($0.instance) }, "a fault has no place in the instance")
    }

    static func compile(_ node: Node) -> CompiledSchema? {
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        let schema = compiler.compile(node)
        demand(schema != nil || compiler.diagnostics.contains { $0.severity == .error }, "refused without an error")
        return schema
    }
}

extension Node {
    /// Whether a pointer leads to a node, or to a member that is missing from one.
    fileprivate func reaches(_ pointer: JSONPointer) -> Bool {
        at(pointer) != nil || at(JSONPointer(tokens: pointer.tokens.dropLast())) != nil
    }
}
