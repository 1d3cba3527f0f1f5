import APISpec
import JSON

/// No path ends with a slash.
struct PathKeysNoTrailingSlashRule: OpenAPIRule {
    let name = "path-keys-no-trailing-slash"
    let severity = Finding.Severity.low
    let remedy = "Leave the slash at the end out: some tools take it for another path."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        (document.root["paths"].map { Array($0.members) } ?? []).compactMap { key, _ in
            let path = key.nameText
            guard path != "/", path.hasPrefix("/"), path.hasSuffix("/") else { return nil }
            return RuleFault(node: key, message: "the path \"\(path)\" ends with a slash")
        }
    }
}
