import APISpec
import JSON

/// Every operation declares an answer for success.
struct OperationSuccessResponseRule: OpenAPIRule {
    let name = "operation-success-response"
    let severity = Finding.Severity.low
    let remedy = "Declare a response under a status such as \"200\" or \"3XX\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        document.operations.compactMap { operation in
            guard let responses = operation.node["responses"], responses.kind == .object,
                !responses.members.contains(where: { Self.isSuccess($0.key.nameText) })
            else { return nil }
            return RuleFault(
                node: operation.methodKey, message: "\(operation.title) declares no response of 2xx or 3xx")
        }
    }

    private static func isSuccess(_ key: String) -> Bool {
        key == "2XX" || key == "3XX" || Int(key).map { (200..<400).contains($0) } == true
    }
}
