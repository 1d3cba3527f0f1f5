import APISpec
import JSON

/// Nothing stands beside a $ref of OpenAPI 3.0, where it would be ignored.
struct NoReferenceSiblingsRule: OpenAPIRule {
    let name = "no-$ref-siblings"
    let severity = Finding.Severity.medium
    let remedy = "Move it into what is referred to, or put the $ref into an \"allOf\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        // OpenAPI 3.1 lets schemas have siblings; a path item may have them in both.
        guard document.version == .v30 else { return [] }
        let paths = Set((document.root["paths"].map { Array($0.members) } ?? []).map(\.value.index))
        return DocumentWalk(document.root).flatMap { node -> [RuleFault] in
            guard node["$ref"]?.string != nil, !paths.contains(node.index) else { return [] }
            return node.members.map(\.key).filter { $0.nameText != "$ref" }.map { key in
                RuleFault(node: key, message: "\"\(key.nameText)\" beside a $ref is ignored")
            }
        }
    }
}
