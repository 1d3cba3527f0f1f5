import JSON

/// Paths are well formed, and no two of them match the same requests.
struct PathCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        let keys = specification.documents.openAPI?["paths"]?.members.map(\.key) ?? []
        var seen: [String: String] = [:]
        return keys.filter { !$0.keyText.hasPrefix("x-") }.flatMap { key -> [Diagnostic] in
            let faults = faults(in: key)
            guard faults.isEmpty else { return faults }
            let path = PathText(key.keyText)
            guard let other = seen.updateValue(path.text, forKey: path.shape) else { return [] }
            return [
                Diagnostic(
                    code: "same-path", "\"\(path.text)\" matches the same requests as \"\(other)\"",
                    help: "put the operations of both under one path", at: key)
            ]
        }
    }

    private func faults(in key: Node) -> [Diagnostic] {
        let text = key.keyText
        func fault(_ message: String, _ help: String) -> [Diagnostic] {
            [Diagnostic(code: "path", message, help: help, at: key)]
        }
        if !text.hasPrefix("/") { return fault("a path starts with a slash, is \"\(text)\"", "write \"/\(text)\"") }
        if text.contains("?") || text.contains("#") {
            return fault("a path has no query and no fragment, is \"\(text)\"", "declare query parameters instead")
        }
        for segment in text.split(separator: "/") where !Self.isWhole(segment) {
            return fault(
                "a parameter must be a whole segment of the path, \"\(segment)\" is not",
                "write it between two slashes, as in \"/tasks/{task_id}\"")
        }
        let names = PathText(text).names ?? []
        guard let twice = names.first(where: { name in names.count { $0 == name } > 1 }) else { return [] }
        return fault("the parameter \"\(twice)\" occurs twice in \"\(text)\"", "give one of them another name")
    }

    /// Whether a segment is a parameter or has none in it.
    private static func isWhole(_ segment: Substring) -> Bool {
        guard segment.contains(where: "{}".contains) else { return true }
        guard segment.hasPrefix("{"), segment.hasSuffix("}"), segment.count > 2 else { return false }
        return !segment.dropFirst().dropLast().contains(where: "{}".contains)
    }
}
