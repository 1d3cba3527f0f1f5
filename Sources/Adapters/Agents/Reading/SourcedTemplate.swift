import JSON

/// A compiled template with the places of its expressions.
struct SourcedTemplate {
    var template: Template
    var node: Node
    var path: String
    var expressions: [Sourced<Expression>] = []
}

/// Compiles the values under a node, scalar by scalar.
struct TemplateReader {
    let source: AgentsSource

    func read(_ place: Sourced<Node>, log: inout Diagnostics) -> SourcedTemplate {
        var output = SourcedTemplate(template: .literal(nil), node: place.node, path: place.path)
        output.template = template(place.node, place.path, &output.expressions, &log)
        return output
    }

    /// A condition or a list: a value without text around it.
    func readSingle(_ place: Sourced<Node>, wanted: String, log: inout Diagnostics) -> SourcedTemplate {
        let output = read(place, log: &log)
        switch output.template {
        case .text, .literal(.string):
            log.append(
                Diagnostic(
                    code: "not-an-expression", "\(place.path) must be \(wanted), not a text",
                    help: "write one expression and nothing else: \"${...}\"", at: place))
        default: break
        }
        return output
    }

    private func template(
        _ node: Node, _ path: String, _ expressions: inout [Sourced<Expression>], _ log: inout Diagnostics
    ) -> Template {
        switch node.kind {
        case .string: return text(node, path, &expressions, &log)
        case .array:
            let elements = node.elements.enumerated().map {
                template($0.element, "\(path)[\($0.offset)]", &expressions, &log)
            }
            let literals = elements.compactMap(\.literal)
            return literals.count == elements.count ? .literal(.array(literals)) : .list(elements)
        case .object:
            let members = node.members.map { member in
                let key = member.key.string ?? ""
                return Template.Member(key: key, value: template(member.value, "\(path).\(key)", &expressions, &log))
            }
            let literals = members.compactMap { member in member.value.literal.map { (member.key, $0) } }
            return literals.count == members.count ? .literal(.object(JSONObject(literals))) : .object(members)
        default: return .literal(JSONValue(node))
        }
    }

    private func text(
        _ node: Node, _ path: String, _ expressions: inout [Sourced<Expression>], _ log: inout Diagnostics
    ) -> Template {
        let text = TemplateText(node.string ?? "")
        log.append(contentsOf: text.faults.map { source.diagnostic($0, in: node, path: path) })
        expressions += text.expressions.map { Sourced(value: $0, node: node, path: path) }
        // A faulty text must not pass for a literal: later checks would complain about it again.
        return text.template ?? .expression(Expression(form: .literal(nil), offset: 0))
    }
}
