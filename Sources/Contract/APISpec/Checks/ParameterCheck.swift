import JSON

/// Parameters have a schema, a style that fits their place, and a name that no other has.
struct ParameterCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { operation in
            operation.parameters.enumerated().flatMap { index, parameter in
                faults(of: parameter) + duplicate(parameter, after: operation.parameters[..<index])
            }
        }
    }

    private func faults(of parameter: ParameterSource) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if parameter.node["schema"] == nil, parameter.node["content"] == nil {
            found.append(
                Diagnostic(code: "missing-schema", "the \(parameter.title) needs a \"schema\"", at: parameter.node))
        }
        found += content(of: parameter)
        guard let place = parameter.place else { return found }
        if let style = parameter.node["style"], let text = style.string, !place.styles.contains(text) {
            let rule = "\"style\" of a \(place.rawValue) parameter must be one of \(place.styles.listed)"
            let help = String?.didYouMean(text, among: place.styles)
            found.append(Diagnostic(code: "unknown-value", "\(rule); is \"\(text)\"", help: help, at: style))
        }
        if parameter.isDescribedElsewhere {
            found.append(
                Diagnostic(
                    .warning, code: "ignored-parameter", "the \(parameter.title) is ignored",
                    help: "OpenAPI describes it by content types and security", at: parameter.node))
        }
        return found
    }

    /// OpenAPI 3.1.1, section 4.8.12.2: a schema or one media type, and not both.
    private func content(of parameter: ParameterSource) -> [Diagnostic] {
        guard let content = parameter.node["content"], content.kind == .object else { return [] }
        var found: [Diagnostic] = []
        if let schema = parameter.node["schema"] {
            found.append(
                Diagnostic(
                    .warning, code: "schema-and-content",
                    "the \(parameter.title) has both \"schema\" and \"content\"; \"schema\" counts", at: schema))
        } else if content.count > 1 {
            found.append(
                Diagnostic(
                    .warning, code: "several-media-types",
                    "the \(parameter.title) has \(content.count) media types; the first counts", at: content))
        }
        return found
    }

    private func duplicate(_ parameter: ParameterSource, after others: ArraySlice<ParameterSource>) -> [Diagnostic] {
        guard others.contains(where: { $0.isSame(as: parameter) }) else { return [] }
        return [
            Diagnostic(code: "duplicate-parameter", "the \(parameter.title) is already declared", at: parameter.use)
        ]
    }
}
