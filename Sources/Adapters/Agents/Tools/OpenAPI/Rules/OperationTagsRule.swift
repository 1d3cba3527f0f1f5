import APISpec
import JSON

/// Every operation belongs to a tag.
struct OperationTagsRule: OpenAPIRule {
    let name = "operation-tags"
    let severity = Finding.Severity.low
    let remedy = "Name at least one tag under \"tags\": documentation is ordered by them."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        document.operations.compactMap { operation in
            guard (operation.node["tags"]?.count ?? 0) == 0 else { return nil }
            return RuleFault(node: operation.methodKey, message: "\(operation.title) has no tags")
        }
    }
}
