import JSON

/// An operation lists the codes that its own features bring with them.
struct ImpliedCodeCheck: Check {
    /// A code, and the feature that brings it.
    struct Rule: Sendable {
        let code: String
        let because: String
        let applies: @Sendable (OperationSource, Security?) -> Bool
    }

    static let rules = [
        Rule(code: "INTERNAL_ERROR", because: "every operation can fail") { _, _ in true },
        Rule(code: "VALIDATION_ERROR", because: "it has parameters or a body") { operation, _ in
            !operation.parameters.isEmpty || operation.node["requestBody"] != nil
        },
        Rule(code: "PAYLOAD_TOO_LARGE", because: "it has a body") { operation, _ in
            operation.node["requestBody"] != nil
        },
        Rule(code: "UNSUPPORTED_MEDIA_TYPE", because: "it has a body") { operation, _ in
            operation.node["requestBody"] != nil
        },
        Rule(code: "NOT_ACCEPTABLE", because: "its answer has a media type") { operation, _ in
            operation.node["responses"]?.members.contains { $0.value["content"] != nil } == true
        },
        Rule(code: "AUTHENTICATION_REQUIRED", because: "it needs a token") { _, security in
            if case .bearer = security { true } else { false }
        },
        Rule(code: "PERMISSION_DENIED", because: "it names roles") { _, security in
            if case .bearer(let roles) = security { !roles.isEmpty } else { false }
        },
        Rule(code: "RATE_LIMIT_EXCEEDED", because: "it has a rate limit") { operation, _ in
            operation.node["x-ratelimit-category"] != nil
        },
        Rule(code: "DEADLINE_EXCEEDED", because: "it has a deadline") { operation, _ in
            operation.node["x-deadline-ms"] != nil
        },
    ]

    func run(on specification: Specification) -> [Diagnostic] {
        if specification.documents.isSingleDocument { return [] }
        return specification.operations.flatMap { operation -> [Diagnostic] in
            guard let list = operation.node["x-error-codes"] else { return [missing(operation)] }
            let codes = list.elements.compactMap(\.string)
            let security = SecurityReading(of: operation, in: specification).security
            return Self.rules.filter { !codes.contains($0.code) && $0.applies(operation, security) }.map { rule in
                Diagnostic(
                    code: "missing-error-code", "\(operation.title) must list \(rule.code): \(rule.because)",
                    help: misspelling(of: rule.code, among: codes, specification) ?? "add it to the list", at: list)
            }
        }
    }

    private func missing(_ operation: OperationSource) -> Diagnostic {
        Diagnostic(
            code: "missing-key", "\(operation.title) needs \"x-error-codes\", the codes it can answer with",
            at: operation.methodKey)
    }

    /// The listed word that was probably meant; it has a diagnostic of its own.
    private func misspelling(of code: String, among codes: [String], _ specification: Specification) -> String? {
        let unknown = codes.filter { specification.errorCodes?.contains($0) == false }
        return Suggestion.nearest(to: code, among: unknown).map { "correct \"\($0)\"" }
    }
}
