import APISpec
import JSON

/// An example has a value or says where it is, not both.
struct ExampleValueRule: OpenAPIRule {
    let name = "oas3-examples-value-or-externalValue"
    let severity = Finding.Severity.low
    let remedy = "Keep one of \"value\" and \"externalValue\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        let maps = DocumentWalk(document.root).compactMap { $0["examples"] }.filter { $0.kind == .object }
        return maps.flatMap { map in
            map.members.compactMap { key, example in
                guard example.kind == .object, example["$ref"] == nil,
                    (example["value"] == nil) == (example["externalValue"] == nil)
                else { return nil }
                return RuleFault(
                    node: key,
                    message: "the example \"\(key.nameText)\" has "
                        + (example["value"] == nil ? "neither \"value\" nor \"externalValue\"" : "both values"))
            }
        }
    }
}
