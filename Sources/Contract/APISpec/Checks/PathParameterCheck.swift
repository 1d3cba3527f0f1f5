import JSON

/// The names in braces and the path parameters are the same.
struct PathParameterCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { operation in
            let declared = operation.parameters.filter { $0.place == .path }
            let names = PathText(operation.pathKey.keyText).names ?? []
            // One that stands nowhere may have been meant for the path.
            let isComplete = operation.hasAllParameters && operation.parameters.allSatisfy { $0.place != nil }
            let undeclared = isComplete ? undeclared(names, declared, operation) : []
            return undeclared + declared.flatMap { faults(of: $0, names, operation) }
        }
    }

    private func undeclared(
        _ names: [String], _ declared: [ParameterSource], _ operation: OperationSource
    ) -> [Diagnostic] {
        names.filter { name in !declared.contains { $0.name == name } }.map { name in
            Diagnostic(
                code: "undeclared-path-parameter", "\(operation.title) does not declare its path parameter \"\(name)\"",
                help: .didYouMean(name, among: declared.map(\.name).filter { !names.contains($0) })
                    ?? "add it to \"parameters\" of the path or of the operation",
                at: operation.methodKey)
        }
    }

    private func faults(of parameter: ParameterSource, _ names: [String], _ operation: OperationSource) -> [Diagnostic]
    {
        guard names.contains(parameter.name) else {
            return [
                Diagnostic(
                    code: "unused-path-parameter", "the path of \(operation.title) has no \"{\(parameter.name)}\"",
                    help: .didYouMean(parameter.name, among: names), at: parameter.use)
            ]
        }
        guard parameter.node["required"]?.bool != true else { return [] }
        return [
            Diagnostic(
                code: "optional-path-parameter", "the \(parameter.title) must say \"required: true\"",
                at: parameter.node["required"] ?? parameter.node)
        ]
    }
}
