import JSON

/// Every invariant can be read.
struct InvariantCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { $0.node["x-invariants"].map { Array($0.elements) } ?? [] }.compactMap {
            guard let text = $0.string, let fault = Invariant.fault(of: text) else { return nil }
            return Diagnostic(
                code: "invariant", "\"\(text)\" is no invariant: \(fault)",
                help: "such as \"/total == count(/items)\" or \"monotonic(/total)\"", at: $0)
        }
    }
}
