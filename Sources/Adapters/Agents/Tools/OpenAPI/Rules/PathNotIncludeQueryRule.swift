import APISpec
import JSON

/// No path holds a query.
struct PathNotIncludeQueryRule: OpenAPIRule {
    let name = "path-not-include-query"
    let severity = Finding.Severity.medium
    let remedy = "Declare query parameters instead."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        (document.root["paths"].map { Array($0.members) } ?? []).compactMap { key, _ in
            let path = key.nameText
            guard path.hasPrefix("/"), path.contains("?") else { return nil }
            return RuleFault(node: key, message: "the path \"\(path)\" holds a query")
        }
    }
}
