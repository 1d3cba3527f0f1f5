import JSON

/// The first server's URL has a path that all operations can stand under.
struct ServerCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard let server = specification.documents.openAPI?["servers"]?[0], let url = server["url"],
            let text = url.string
        else { return [] }
        let names = server["variables"]?.members.map { $0.key.keyText } ?? []
        let unknown = ServerURL.variables(in: text).filter { !names.contains($0) }.map { name in
            Diagnostic(
                code: "unknown-server-variable", "the server's URL has a variable \"\(name)\" that is not declared",
                help: .didYouMean(name, among: names), at: url)
        }
        guard unknown.isEmpty, ServerURL.path(of: server).contains(where: { "?#".contains($0) }) else { return unknown }
        return [Diagnostic(code: "server-url", "a server's URL has no query and no fragment, is \"\(text)\"", at: url)]
    }
}
