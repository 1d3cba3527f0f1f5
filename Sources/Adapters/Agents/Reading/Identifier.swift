import JSON

/// Names of agents, steps and task types: a letter, then letters, digits and "_", all lower case, at most 64.
enum Identifier {
    static func isValid(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, ("a"..."z").contains(first), scalars.count <= 64 else { return false }
        return scalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    }

    /// Reports `name` if it is none.
    static func check(_ name: Sourced<String>, as role: String, log: inout Diagnostics) {
        guard !isValid(name.value) else { return }
        log.append(
            Diagnostic(
                code: "wrong-name", "\"\(name.value)\" cannot be the name of \(role)",
                help: "write a letter, then letters, digits and _, all lower case, at most 64", at: name))
    }
}
