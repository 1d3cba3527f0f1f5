import APISpec
import JSON

/// Every operation has an operationId.
struct OperationIDRule: OpenAPIRule {
    let name = "operation-operationId"
    let severity = Finding.Severity.low
    let remedy = "Give the operation an \"operationId\": clients and links call it by that."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        document.operations.compactMap { operation in
            guard operation.node["operationId"] == nil else { return nil }
            return RuleFault(node: operation.methodKey, message: "\(operation.title) has no operationId")
        }
    }
}
