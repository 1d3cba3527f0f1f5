import APISpec
import JSON

extension Base {
    /// With a parameter set to a value; nil where it cannot be written.
    func setting(_ parameter: JudgedParameter, to value: JSONValue) -> Base? {
        switch parameter.parameter.place {
        case .query:
            let pairs = ParameterText.pairs(parameter.parameter, value)
            return pairs.isEmpty ? nil : without(parameter).appending(pairs)
        case .header:
            guard let text = ParameterText.text(value) else { return nil }
            return settingRaw(parameter, to: text)
        case .path, .cookie: return nil
        }
    }

    /// With a parameter set to a text that need not be a value of it; written as it is in a header.
    func settingRaw(_ parameter: JudgedParameter, to text: String) -> Base {
        let base = without(parameter)
        if parameter.parameter.place == .query {
            return base.appending([(ParameterText.encoded(parameter.name), ParameterText.encoded(text))])
        }
        var changed = base
        changed.headers.append((parameter.name, text))
        return changed
    }

    func without(_ parameter: JudgedParameter) -> Base {
        var base = self
        base.query.removeAll { $0.0 == ParameterText.encoded(parameter.name) }
        base.headers.removeAll { $0.name.lowercased() == parameter.name.lowercased() }
        return base
    }

    func appending(_ pairs: [(String, String)]) -> Base {
        var base = self
        base.query += pairs
        return base
    }
}

extension JudgedParameter {
    /// Such as `query "limit"`.
    var title: String { "\(parameter.place.rawValue) \"\(name)\"" }
}

extension JudgedOperation {
    var roleList: String { (roles ?? []).joined(separator: ", ") }
}

extension [Identity] {
    /// One of each role.
    var distinctRoles: [Identity] {
        enumerated().filter { index, one in !self[..<index].contains { $0.role == one.role } }.map(\.element)
    }
}

extension Run {
    /// A path that need not lead to anything: with ids that are known, else those shown in the specification.
    func anyPath(of one: JudgedOperation) -> String {
        var path = ""
        for segment in one.operation.path.segments {
            switch segment {
            case .literal(let text): path += "/\(text)"
            case .parameter(let name): path += "/\(anyID(name, in: path, of: one))"
            case .mixed(let parts):
                let collection = path
                path +=
                    "/"
                    + parts.map { part in part.name.map { anyID($0, in: collection, of: one) } ?? part.text }
                    .joined()
            }
        }
        return path.isEmpty ? "/" : path
    }

    private func anyID(_ name: String, in collection: String, of one: JudgedOperation) -> String {
        let parameter = one.parameters.first { $0.name == name }
        let shown =
            spec.isAnybodys ? parameter.flatMap { ParameterText.text($0.valid) } : parameter?.example?.stringValue
        return ParameterText.encoded(
            objects.first { $0.collection == collection }?.id ?? found[collection] ?? shown ?? "x")
    }
}
