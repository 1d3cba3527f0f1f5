import JSON

/// The key is a header parameter of the operation, and its conflict a code that the operation lists.
struct IdempotencyCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { source -> [Diagnostic] in
            guard let node = source.node["x-idempotency"] else { return [] }
            return [header(node, source), conflict(node, source), replayed(node, source, specification)]
                .compactMap { $0 }
        }
    }

    private func header(_ node: Node, _ source: OperationSource) -> Diagnostic? {
        guard let use = node["header"], let name = use.string else { return nil }
        let names = source.parameters.filter { $0.place == .header }.map(\.name)
        if names.contains(name) { return nil }
        return Diagnostic(
            code: "unknown-parameter", "\(source.title) has no header parameter \"\(name)\"",
            help: .didYouMean(name, among: names) ?? "declare it among the parameters", at: use)
    }

    private func conflict(_ node: Node, _ source: OperationSource) -> Diagnostic? {
        guard let use = node["conflict"], let code = use.string else { return nil }
        let codes = source.node["x-error-codes"]?.elements.compactMap(\.string) ?? []
        if codes.contains(code) { return nil }
        return Diagnostic(
            code: "missing-error-code", "\(source.title) does not list \(code)",
            help: .didYouMean(code, among: codes) ?? "add it to its x-error-codes", at: use)
    }

    private func replayed(_ node: Node, _ source: OperationSource, _ specification: Specification) -> Diagnostic? {
        guard let use = node["replayed"], let name = use.string else { return nil }
        let responses = source.node["responses"]?.members.compactMap { specification.resolved($0.value) } ?? []
        let names = responses.flatMap { $0["headers"]?.members.map { $0.key.keyText } ?? [] }
        if names.contains(where: { $0.lowercased() == name.lowercased() }) { return nil }
        return Diagnostic(
            code: "unknown-header", "no answer of \(source.title) has a header field \"\(name)\"",
            help: .didYouMean(name, among: names) ?? "declare it among the headers of the answer", at: use)
    }
}
