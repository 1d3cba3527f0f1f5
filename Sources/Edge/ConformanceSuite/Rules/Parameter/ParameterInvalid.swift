import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A parameter that breaks its schema is refused as invalid.
struct ParameterInvalid: Probe {
    static let rule = Rule(
        "parameter.invalid", "A parameter that breaks its schema is refused with VALIDATION_ERROR",
        basis: "schemas of the parameters", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !one.parameters.isEmpty {
            guard let identity = run.caller(of: one) ?? run.identities.first else {
                run.skip(Self.rule, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            let path = try await run.path(of: one, as: identity) ?? run.anyPath(of: one)
            let base = run.base(of: one, as: identity, path: path)
            let isShared = run.spec.sharesPath(one)
            if isShared { run.skip(Self.rule, one.title, "another operation may take the paths that it refuses") }
            for parameter in one.parameters where !(isShared && parameter.parameter.place == .path) {
                for (what, changed, place) in changes(of: base, by: parameter, one, run) {
                    let ask = run.ask(one, changed, as: identity, "\(parameter.title): \(what)")
                    guard let response = try await run.send(ask) else { continue }
                    run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: place)
                }
            }
        }
    }

    /// Each way to break the parameter: words, the changed request, the line that is broken.
    private func changes(
        of base: Base, by parameter: JudgedParameter, _ one: JudgedOperation, _ run: Run
    ) -> [(String, Base, SourceLocation?)] {
        var found: [(String, Base, SourceLocation?)] = texts(breaking: parameter).compactMap { keyword, what, text in
            let place = parameter.schema[keyword]?.location ?? parameter.location
            switch parameter.parameter.place {
            case .path:
                // An empty segment makes another path.
                guard !text.isEmpty, let path = path(of: one, with: parameter.name, set: text, in: base) else {
                    return nil
                }
                var changed = base
                changed.path = path
                return ("\(keyword), \(what)", changed, place)
            case .query: return ("\(keyword), \(what)", base.settingRaw(parameter, to: text), place)
            case .header:
                guard text.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }) else { return nil }
                return ("\(keyword), \(what)", base.settingRaw(parameter, to: text), place)
            case .cookie: return nil
            }
        }
        if parameter.parameter.required, parameter.parameter.place != .path, !parameter.isSpread {
            found.append(("required, left out", base.without(parameter), parameter.node["required"]?.location))
        }
        if parameter.parameter.place == .query, !parameter.schema.types.contains("array"), !parameter.isSpread {
            let text = ParameterText.text(parameter.example ?? Generator().value(parameter.schema, .full)) ?? "1"
            let once = base.settingRaw(parameter, to: text)
            let twice = once.appending([(ParameterText.encoded(parameter.name), ParameterText.encoded(text))])
            found.append(("given twice", twice, parameter.location))
        }
        return found
    }

    /// Texts that are no value of the parameter: keyword, words, text.
    private func texts(breaking parameter: JudgedParameter) -> [(String, String, String)] {
        let schema = parameter.schema
        guard schema.types != SchemaView.allTypes, !schema.types.contains("array"), !parameter.isSpread else {
            return []
        }
        let isText = schema.types.contains("string")
        var found: [(String, String, String)] = []
        if !isText {
            let empty = parameter.parameter.allowEmptyValue ? [] : [""]
            found = (["zz", "1.5e", "0x1"] + empty).map { ("type", "\"\($0)\"", $0) }
            if schema.types.contains("integer") { found.append(("type", "\"1.5\"", "1.5")) }
        }
        for (keyword, what, value) in Violations().values(schema, was: nil) where keyword != "type" {
            guard let text = ParameterText.text(value),
                !parameter.parameter.schema.accepts(Document(value).root, direction: .request)
            else { continue }
            found.append((keyword, what, text))
        }
        return found
    }

    /// The path with one parameter changed.
    private func path(of one: JudgedOperation, with name: String, set text: String, in base: Base) -> String? {
        var parts = base.path.split(separator: "/").map(String.init)
        let segments = one.operation.path.segments
        guard parts.count == segments.count, let index = segments.firstIndex(of: .parameter(name)) else { return nil }
        parts[index] = ParameterText.encoded(text)
        return "/" + parts.joined(separator: "/")
    }
}
