import JSON

/// A list is read by parameters that it has, and every pointer is one.
struct PaginationCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { source -> [Diagnostic] in
            guard let node = source.node["x-pagination"] else { return [] }
            return parameters(node, source) + pointers(node) + filters(node)
        }
    }

    private func parameters(_ node: Node, _ source: OperationSource) -> [Diagnostic] {
        let names = source.parameters.filter { $0.place == .query }.map(\.name)
        let uses = [node["limit"], node["cursor"], node["order"]?["parameter"]].compactMap { $0 }
        let filters = node["filters"]?.members.map(\.key) ?? []
        return (uses + filters).compactMap { use in
            guard let name = use.string, !names.contains(name) else { return nil }
            return Diagnostic(
                code: "unknown-parameter", "\(source.title) has no query parameter \"\(name)\"",
                help: .didYouMean(name, among: names) ?? "its query parameters are \(names.listed)", at: use)
        }
    }

    private func pointers(_ node: Node) -> [Diagnostic] {
        let uses = ["items", "next", "more", "total", "id"].map { node[$0] } + [node["order"]?["by"]]
        let filters = node["filters"]?.members.flatMap { $0.value.members.map(\.value) } ?? []
        return (uses.compactMap { $0 } + filters).compactMap { use in
            guard let text = use.string, JSONPointer(text) == nil else { return nil }
            return Diagnostic(code: "pointer", "\"\(text)\" is no JSON Pointer; write it as in /items", at: use)
        }
    }

    private func filters(_ node: Node) -> [Diagnostic] {
        (node["filters"].map { Array($0.members) } ?? []).compactMap { key, filter in
            if filter.kind != .object || filter.count == 1 { return nil }
            return Diagnostic(
                code: "filter", "a filter says one of equals, contains, from and before of every item", at: filter)
        }
    }
}
