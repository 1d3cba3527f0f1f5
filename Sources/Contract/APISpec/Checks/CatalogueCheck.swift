import JSON

/// errors.yaml has the codes that the server itself needs, each of them well formed.
struct CatalogueCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard let errors = specification.documents.errors, errors.kind == .object else { return [] }
        let members = Array(errors.members)
        let codes = members.map { $0.key.keyText }
        let missing = ErrorCatalogue.standard.entries.filter { !codes.contains($0.code) }.map { entry in
            Diagnostic(
                code: "missing-error-code",
                "errors.yaml needs the code \(entry.code): the server itself answers with it",
                help: .didYouMean(entry.code, among: codes.filter { ErrorCatalogue.standard[$0] == nil }), at: errors)
        }
        return missing
            + members.flatMap { [name(of: $0.key), template($0.value), argument($0.key, $0.value)].compactMap { $0 } }
    }

    private func name(of key: Node) -> Diagnostic? {
        let text = key.keyText
        let isCode = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        if isCode, text.first?.isLetter == true || text.isEmpty { return nil }
        return Diagnostic(
            code: "error-code", "an error code is written in capitals, digits and underscores, is \"\(text)\"",
            help: "write \"\(text.uppercased())\"", at: key)
    }

    private func template(_ entry: Node) -> Diagnostic? {
        guard let detail = entry["detail"], let text = detail.string else { return nil }
        if text.isEmpty { return Diagnostic(code: "detail", "\"detail\" must not be empty", at: detail) }
        if DetailTemplate(text) != nil { return nil }
        return Diagnostic(
            code: "detail", "a brace in \"detail\" has no partner, or holds no name",
            help: "an argument is written as in \"Task {task_id} does not exist\"", at: detail)
    }

    /// A name in braces that nobody fills in, in a code that the server itself answers with.
    private func argument(_ key: Node, _ entry: Node) -> Diagnostic? {
        guard let standard = ErrorCatalogue.standard[key.keyText], let detail = entry["detail"] else { return nil }
        let given = standard.argumentNames + ["request_id"]
        let used = DetailTemplate(detail.string ?? "")?.argumentNames ?? []
        guard let unknown = used.first(where: { !given.contains($0) }) else { return nil }
        return Diagnostic(
            code: "detail", "\(standard.code) has no argument \"\(unknown)\"",
            help: .didYouMean(unknown, among: given) ?? "its arguments are \(given.listed)", at: detail)
    }
}
