import APISpec
import JSON
import JSONSchema

extension Base {
    /// With a parameter set to a value; nil where it cannot be written.
    func setting(_ parameter: JudgedParameter, to value: JSONValue) -> Base? {
        switch parameter.parameter.place {
        case .query:
            let pairs = ParameterText.pairs(parameter.parameter, value)
            return pairs.isEmpty ? nil : without(parameter).appending(pairs)
        case .header:
            let text = ParameterText.simple(parameter.parameter, value)
            return ParameterText.isFieldValue(text) ? settingRaw(parameter, to: text) : nil
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

    /// Whether a text is a value of a parameter of the path; yes where nothing describes it.
    func takes(_ text: String, as name: String) -> Bool {
        guard let one = parameters.first(where: { $0.name == name && $0.parameter.place == .path }) else { return true }
        return ParameterText.values(text).contains {
            one.parameter.schema.accepts(Document($0).root, direction: .request)
        }
    }
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
            spec.isAnybodys ? parameter.flatMap(ParameterText.valid) : parameter?.example?.stringValue
        let known = objects.first { $0.collection == collection }?.id ?? found[collection]
        return ParameterText.encoded(known.flatMap { one.takes($0, as: name) ? $0 : nil } ?? shown ?? "x")
    }
}
