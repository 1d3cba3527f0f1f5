import APISpec
import JSON

/// Every operation is described.
struct OperationDescriptionRule: OpenAPIRule {
    let name = "operation-description"
    let severity = Finding.Severity.low
    let remedy = "Say in a \"description\" what the operation does and when to use it."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        document.operations.compactMap { operation in
            guard operation.node["description"]?.string?.isEmpty ?? true else { return nil }
            return RuleFault(node: operation.methodKey, message: "\(operation.title) has no description")
        }
    }
}
