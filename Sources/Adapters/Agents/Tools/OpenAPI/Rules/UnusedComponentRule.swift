import APISpec
import JSON

/// Every component is referred to.
struct UnusedComponentRule: OpenAPIRule {
    let name = "oas3-unused-component"
    let severity = Finding.Severity.low
    let remedy = "Remove the component, or refer to it."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        guard let components = document.root["components"], components.kind == .object else { return [] }
        let used = Self.used(in: document)
        return components.members.flatMap { kind, members -> [RuleFault] in
            guard Self.kinds.contains(kind.nameText), members.kind == .object else { return [] }
            return members.members.filter { !used.contains($0.value.index) }.map { key, _ in
                RuleFault(node: key, message: "nothing refers to the component \"\(kind.nameText)/\(key.nameText)\"")
            }
        }
    }

    /// Security schemes are used by their name and not by reference.
    private static let kinds: Set<String> = [
        "schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks", "pathItems",
    ]

    /// What references lead to or into, and what discriminators name.
    private static func used(in document: PublishedDocument) -> Set<Int> {
        var used: Set<Int> = []
        let components = document.root["components"]
        for node in DocumentWalk(document.root) {
            if let reference = node["$ref"], let text = reference.string {
                let component = text.split(separator: "/").prefix(4).joined(separator: "/")
                if let target = document.target(of: component, from: reference) { used.insert(target.index) }
            }
            for (_, value) in node["discriminator"]?["mapping"].map({ Array($0.members) }) ?? [] {
                guard let text = value.string else { continue }
                let target = components?["schemas"]?[text] ?? document.target(of: text, from: value)
                if let target { used.insert(target.index) }
            }
        }
        return used
    }
}
