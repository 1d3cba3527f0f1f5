import APISpec
import JSON

/// A schema of type array says what is in it.
struct ArrayItemsRule: OpenAPIRule {
    let name = "array-items"
    let severity = Finding.Severity.medium
    let remedy = "Add \"items\" with the schema of the elements."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        DocumentWalk(document.root).compactMap { schema in
            guard let type = schema["type"], type.string == "array", schema["items"] == nil,
                schema["prefixItems"] == nil
            else { return nil }
            return RuleFault(node: schema, message: "a schema of type array has no \"items\"")
        }
    }
}
