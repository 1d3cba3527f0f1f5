import JSON

/// Every link of a response names an operation that there is.
struct LinkCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let ids = Set(specification.operations.compactMap { $0.node["operationId"]?.string })
        var seen: Set<NodeID> = []
        return specification.operations.flatMap { operation -> [Diagnostic] in
            let responses = operation.node["responses"]?.members.compactMap { specification.resolved($0.value) } ?? []
            return responses.flatMap { response -> [Diagnostic] in
                let links = response["links"]?.members.compactMap { specification.resolved($0.value) } ?? []
                return links.filter { seen.insert(NodeID($0)).inserted }.compactMap {
                    fault(of: $0, ids, specification)
                }
            }
        }
    }

    private func fault(of link: Node, _ ids: Set<String>, _ specification: Specification) -> Diagnostic? {
        if let node = link["operationId"], let id = node.string {
            guard !ids.contains(id) else { return nil }
            return Diagnostic(
                .warning, code: "unknown-operation", "there is no operation \"\(id)\" to link to",
                help: .didYouMean(id, among: ids), at: node)
        }
        guard let node = link["operationRef"], let text = node.string, text.hasPrefix("#"),
            specification.documents.set.resolve(text, from: node) == nil
        else { return nil }
        return Diagnostic(
            .warning, code: "unknown-operation", "there is no operation at \"\(text)\" to link to", at: node)
    }
}
