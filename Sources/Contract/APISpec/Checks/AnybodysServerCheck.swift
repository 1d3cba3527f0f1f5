import JSON

/// The servers of a document of anybody's: their variables are declared, and have a default that they allow.
struct AnybodysServerCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard let root = specification.documents.openAPI else { return [] }
        var lists = [root["servers"]]
        for operation in specification.operations { lists += [operation.itemServers, operation.node["servers"]] }
        var seen: Set<NodeID> = []
        return lists.compactMap { $0 }.filter { seen.insert(NodeID($0)).inserted }.flatMap {
            $0.elements.flatMap(faults)
        }
    }

    private func faults(of server: Node) -> [Diagnostic] {
        guard let url = server["url"], let text = url.string else { return [] }
        let variables = server["variables"]?.members.map { ($0.key.keyText, $0.value) } ?? []
        let names = variables.map(\.0)
        let unknown = ServerURL.variables(in: text).filter { !names.contains($0) }.map { name in
            Diagnostic(
                .warning, code: "unknown-server-variable",
                "the server's URL has a variable \"\(name)\" that is not declared",
                help: .didYouMean(name, among: names), at: url)
        }
        let addition = ServerURL.path(of: server).contains(where: { "?#".contains($0) })
        return unknown + variables.compactMap(fault)
            + (addition
                ? [
                    Diagnostic(
                        .warning, code: "server-url", "a server's URL has no query and no fragment, is \"\(text)\"",
                        at: url)
                ] : [])
    }

    /// OpenAPI 3.1.1, section 4.8.6.1: the default must be among the values of `enum`.
    private func fault(_ name: String, _ variable: Node) -> Diagnostic? {
        guard let node = variable["default"], let text = node.string, let values = variable["enum"],
            !values.elements.contains(where: { $0.string == text })
        else { return nil }
        return Diagnostic(
            .warning, code: "server-variable-default",
            "the default \"\(text)\" of the server variable \"\(name)\" is none of its values", at: node)
    }
}
