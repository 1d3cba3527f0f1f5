import JSON

/// What an operation asks of its caller can be enforced: the scheme exists, and so do the roles.
struct SecurityCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { SecurityReading(of: $0, in: specification).faults }
    }
}
