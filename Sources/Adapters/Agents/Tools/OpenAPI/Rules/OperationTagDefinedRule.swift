import APISpec
import JSON

/// Every tag of an operation is declared at the top.
struct OperationTagDefinedRule: OpenAPIRule {
    let name = "operation-tag-defined"
    let severity = Finding.Severity.low
    let remedy = "Declare the tag under \"tags\" of the document, with a description."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        let names = Set(document.root["tags"].map { $0.elements.compactMap { $0["name"]?.string } } ?? [])
        return document.operations.flatMap { operation -> [RuleFault] in
            (operation.node["tags"].map { Array($0.elements) } ?? []).compactMap { tag in
                guard let name = tag.string, !names.contains(name) else { return nil }
                return RuleFault(node: tag, message: "the tag \"\(name)\" of \(operation.title) is not declared")
            }
        }
    }
}
