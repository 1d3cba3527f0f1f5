import APISpec
import JSON

/// Every security scheme that is asked for is declared.
struct OperationSecurityDefinedRule: OpenAPIRule {
    let name = "oas3-operation-security-defined"
    let severity = Finding.Severity.high
    let remedy = "Declare the scheme under components/securitySchemes, or correct its name."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        let schemes = document.root["components"]?["securitySchemes"].map { Array($0.members) } ?? []
        let names = Set(schemes.map { $0.key.nameText })
        return ([document.root] + document.operations.map(\.node)).flatMap { holder -> [RuleFault] in
            let requirements = holder["security"].map { Array($0.elements) } ?? []
            return requirements.flatMap { Array($0.members) }.filter { !names.contains($0.key.nameText) }.map {
                key, _ in
                RuleFault(node: key, message: "there is no security scheme \"\(key.nameText)\"")
            }
        }
    }
}
