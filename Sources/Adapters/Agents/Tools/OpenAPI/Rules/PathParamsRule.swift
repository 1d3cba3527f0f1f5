import APISpec
import JSON

/// The names in the braces of a path and its path parameters are the same, and no two paths match alike.
struct PathParamsRule: OpenAPIRule {
    let name = "path-params"
    let severity = Finding.Severity.high
    let remedy = "Declare each name of the path once, with \"in: path\" and \"required: true\"."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        paths(document)
            + document.operations.flatMap { operation in
                let names = PathNames.all(in: operation.path).filter { !$0.isEmpty }
                let declared = operation.parameters.filter { $0.place == "path" }
                let missing =
                    operation.hasAllParameters
                    ? names.filter { name in !declared.contains { $0.name == name } } : []
                return missing.map { name in
                    RuleFault(
                        node: operation.methodKey,
                        message: "\(operation.title) does not declare its path parameter \"\(name)\"")
                } + declared.compactMap { fault(of: $0, names, operation) }
            }
    }

    private func fault(
        of parameter: PublishedOperation.Parameter, _ names: [String], _ operation: PublishedOperation
    ) -> RuleFault? {
        if !names.contains(parameter.name) {
            return RuleFault(
                node: parameter.use, message: "the path of \(operation.title) has no \"{\(parameter.name)}\"")
        }
        guard parameter.node["required"]?.bool != true else { return nil }
        return RuleFault(
            node: parameter.node["required"] ?? parameter.node,
            message: "the path parameter \"\(parameter.name)\" must say \"required: true\"")
    }

    /// A name used twice in one path, and paths that differ in the names only.
    private func paths(_ document: PublishedDocument) -> [RuleFault] {
        var seen: [String: String] = [:]
        return (document.root["paths"].map { Array($0.members) } ?? []).flatMap { key, _ -> [RuleFault] in
            let path = key.nameText
            guard path.hasPrefix("/") else {
                return path.hasPrefix("x-")
                    ? [] : [RuleFault(node: key, message: "a path starts with a slash, is \"\(path)\"")]
            }
            let names = PathNames.all(in: path)
            let twice = Set(names.filter { name in names.count { $0 == name } > 1 }).sorted().map { name in
                RuleFault(node: key, message: "the parameter \"\(name)\" occurs twice in \"\(path)\"")
            }
            guard let other = seen.updateValue(path, forKey: PathNames.shape(of: path)) else { return twice }
            return twice + [RuleFault(node: key, message: "\"\(path)\" matches the same requests as \"\(other)\"")]
        }
    }
}

/// The parameters in a path, wherever in a segment they stand.
enum PathNames {
    /// What stands between braces, in order.
    static func all(in path: String) -> [String] {
        path.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// Equal for paths that match the same requests.
    static func shape(of path: String) -> String {
        var shape = ""
        var isInside = false
        for character in path {
            if character == "{" { isInside = true }
            if !isInside || character == "{" || character == "}" { shape.append(character) }
            if character == "}" { isInside = false }
        }
        return shape
    }
}
