import APISpec
import JSON

/// No tag is declared twice.
struct TagsUniquenessRule: OpenAPIRule {
    let name = "openapi-tags-uniqueness"
    let severity = Finding.Severity.medium
    let remedy = "Keep one of them."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        var seen: Set<String> = []
        return (document.root["tags"].map { Array($0.elements) } ?? []).compactMap { tag in
            guard let node = tag["name"], let name = node.string, !seen.insert(name).inserted else { return nil }
            return RuleFault(node: node, message: "the tag \"\(name)\" is declared twice")
        }
    }
}
