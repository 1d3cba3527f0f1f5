import APISpec
import JSON

/// No value stands twice in an enum.
struct DuplicatedEnumEntryRule: OpenAPIRule {
    let name = "duplicated-entry-in-enum"
    let severity = Finding.Severity.medium
    let remedy = "Keep one of them."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        DocumentWalk(document.root).flatMap { schema -> [RuleFault] in
            guard let values = schema["enum"], values.kind == .array else { return [] }
            var seen: Set<JSONValue> = []
            return values.elements.filter { !seen.insert(JSONValue($0)).inserted }.map { value in
                RuleFault(
                    node: value,
                    message:
                        "the enum value \(String(decoding: value.jsonBytes.prefix(80), as: UTF8.self)) stands twice")
            }
        }
    }
}
