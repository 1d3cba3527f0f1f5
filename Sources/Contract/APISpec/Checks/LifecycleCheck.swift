import JSON

/// A lifecycle names operations of its own path that can refuse, and states that the resource can have.
struct LifecycleCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        (specification.documents.openAPI?["paths"].map { Array($0.members) } ?? []).flatMap { key, item in
            specification.resolved(item)?["x-lifecycle"].map { judge($0, at: key.keyText, specification) } ?? []
        }
    }

    private func judge(_ node: Node, at path: String, _ specification: Specification) -> [Diagnostic] {
        guard let lifecycle = ResourceLifecycle(node, path: path) else {
            guard let state = node["state"], state.string != nil else { return [] }
            return [Diagnostic(code: "pointer", "\"state\" is a pointer such as /status", at: state)]
        }
        return operations(node, path, specification) + states(node, lifecycle, path, specification)
    }

    private func operations(_ node: Node, _ path: String, _ specification: Specification) -> [Diagnostic] {
        let here = specification.operations.filter { $0.pathKey.keyText.hasPrefix(path) }
        let names = here.compactMap { $0.node["operationId"]?.string }
        return (node["operations"].map { Array($0.members) } ?? []).compactMap { key, _ in
            guard let source = here.first(where: { $0.node["operationId"]?.string == key.keyText }) else {
                return Diagnostic(
                    code: "unknown-operation", "no operation at or below \(path) is called \"\(key.keyText)\"",
                    help: .didYouMean(key.keyText, among: names) ?? "there are \(names.listed)", at: key)
            }
            let codes = source.node["x-error-codes"]?.elements.compactMap(\.string) ?? []
            let conflicts = codes.filter { specification.documents.errors?[$0]?["status"]?.int == 409 }
            if !conflicts.isEmpty { return nil }
            return Diagnostic(
                code: "missing-error-code", "\(key.keyText) has no code of status 409 to refuse a state with",
                help: "list one in its x-error-codes", at: key)
        }
    }

    /// Held against the enum of the state in the answer of GET.
    private func states(
        _ node: Node, _ lifecycle: ResourceLifecycle, _ path: String, _ specification: Specification
    ) -> [Diagnostic] {
        let reader = specification.operations.first { $0.pathKey.keyText == path && $0.method == "get" }
        let answer = specification.resolved(reader?.node["responses"]?["200"])?["content"]?.members.first { _ in true }
        var schema = specification.resolved(answer?.value["schema"])
        for token in lifecycle.state.tokens { schema = specification.resolved(schema?["properties"]?[token]) }
        guard let words = schema?["enum"]?.elements.compactMap(\.string), !words.isEmpty else { return [] }
        return uses(in: node).compactMap { use in
            guard let state = use.string, !words.contains(state) else { return nil }
            return Diagnostic(
                code: "unknown-state", "\"\(state)\" is no state of \(path)",
                help: .didYouMean(state, among: words) ?? "its states are \(words.listed)", at: use)
        }
    }

    /// Every place that names a state.
    private func uses(in node: Node) -> [Node] {
        let moves = node["moves"].map { Array($0.members) } ?? []
        let commands = node["operations"]?.members.map(\.value) ?? []
        return [node["initial"]].compactMap { $0 } + moves.flatMap { [$0.key] + Array($0.value.elements) }
            + commands.flatMap { ($0["from"].map { Array($0.elements) } ?? []) + [$0["to"]].compactMap { $0 } }
    }
}
