public import JSON

extension Contract {
    /// The operations whose security a server of ours cannot enforce, each an error at its `operationId`: it must not
    /// be served.
    public var unenforcedSecurity: [Diagnostic] {
        operations.compactMap { operation in
            guard case .schemes = operation.security else { return nil }
            return Diagnostic(
                code: "unsupported-security", "the security of \"\(operation.id)\" cannot be enforced here",
                help: "use one scheme of type http with scheme bearer",
                location: operation.location, sourceLine: operation.sourceLine)
        }
    }
}
