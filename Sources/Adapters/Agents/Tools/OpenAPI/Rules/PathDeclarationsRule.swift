import APISpec
import JSON

/// No parameter of a path is without a name.
struct PathDeclarationsRule: OpenAPIRule {
    let name = "path-declarations-must-exist"
    let severity = Finding.Severity.medium
    let remedy = "Write the name of the parameter between the braces."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        (document.root["paths"].map { Array($0.members) } ?? []).compactMap { key, _ in
            guard PathNames.all(in: key.nameText).contains("") else { return nil }
            return RuleFault(node: key, message: "the path \"\(key.nameText)\" has a parameter without a name")
        }
    }
}
