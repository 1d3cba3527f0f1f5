import JSON

/// Every code of an `x-error-codes` is in errors.yaml, and is listed once.
struct ErrorCodeCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        guard let codes = specification.errorCodes else { return [] }
        return lists(in: specification).flatMap { list in
            var seen: Set<String> = []
            return list.elements.compactMap { node -> Diagnostic? in
                guard let code = node.string else { return nil }
                guard codes.contains(code) else {
                    return Diagnostic(
                        code: "unknown-error-code", "errors.yaml has no code \"\(code)\"",
                        help: .didYouMean(code, among: codes), at: node)
                }
                if seen.insert(code).inserted { return nil }
                return Diagnostic(code: "duplicate-error-code", "the code \"\(code)\" is listed twice", at: node)
            }
        }
    }

    private func lists(in specification: Specification) -> [Node] {
        let channelOperations = specification.documents.asyncAPI?["operations"]?.members.map(\.value) ?? []
        return (specification.operations.map(\.node) + channelOperations).compactMap { $0["x-error-codes"] }
    }
}
