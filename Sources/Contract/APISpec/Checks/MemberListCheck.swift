import JSON

/// The members named by `x-echo` and `x-volatile` are described: those of a request, those of an answer.
struct MemberListCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { source -> [Diagnostic] in
            let body = specification.resolved(source.node["requestBody"])
            let answers =
                source.node["responses"]?.members.filter { $0.key.keyText.hasPrefix("2") }
                .compactMap { specification.resolved($0.value) } ?? []
            let given = members(of: [body].compactMap { $0 }, specification)
            let answered = members(of: answers, specification)
            let unsent = judge(source.node["x-echo"], given, "the body of \(source.title)")
            // What cannot be sent is not looked for in the answer.
            let unanswered = judge(source.node["x-echo"], answered, "the answer of \(source.title)")
                .filter { one in !unsent.contains { $0.location == one.location } }
            return unsent + unanswered
                + judge(source.node["x-volatile"], answered, "the answer of \(source.title)")
        }
    }

    private func judge(_ list: Node?, _ names: [String]?, _ place: String) -> [Diagnostic] {
        guard let list, let names else { return [] }
        return list.elements.compactMap { use in
            guard let name = use.string, !names.contains(name) else { return nil }
            return Diagnostic(
                code: "unknown-member", "\(place) has no member \"\(name)\"",
                help: .didYouMean(name, among: names) ?? "its members are \(names.listed)", at: use)
        }
    }

    /// Nil where a schema does not list its members itself.
    private func members(of holders: [Node], _ specification: Specification) -> [String]? {
        let schemas = holders.compactMap {
            specification.resolved($0["content"]?.members.first { _ in true }?.value["schema"])
        }
        guard !schemas.isEmpty else { return [] }
        let lists = schemas.compactMap { $0["properties"]?.members.map { $0.key.keyText } }
        return lists.count == schemas.count ? lists.flatMap(\.self) : nil
    }
}
