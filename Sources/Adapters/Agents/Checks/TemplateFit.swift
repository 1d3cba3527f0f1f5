import JSON
import JSONSchema

/// Holds a template against the JSON Schema of what it will become, as far as that is known before a task runs.
struct TemplateFit {
    private(set) var found: [Diagnostic] = []
    private let code: String
    private let owner: String
    private var compiler: SchemaCompiler

    /// - Parameters:
    ///   - code: the code of the diagnostics
    ///   - owner: what the schema belongs to, for messages: "tcp.scan"
    init(code: String, owner: String) {
        self.code = code
        self.owner = owner
        compiler = SchemaCompiler(documents: DocumentSet([:]))
    }

    mutating func check(_ template: Template, at node: Node, path: String, against schema: Node) {
        if node.kind == .object, schema["properties"] != nil {
            return checkObject(template, at: node, path: path, against: schema)
        }
        switch template {
        case .literal: checkLiteral(node, path: path, against: schema)
        case .expression: break
        case .text: checkKind(.string, of: node, path: path, against: schema)
        case .object: checkKind(.object, of: node, path: path, against: schema)
        case .list(let elements):
            checkKind(.array, of: node, path: path, against: schema)
            guard let items = schema["items"] else { return }
            for (index, pair) in zip(elements, node.elements).enumerated() {
                check(pair.0, at: pair.1, path: "\(path)[\(index)]", against: items)
            }
        }
    }

    private mutating func checkObject(_ template: Template, at node: Node, path: String, against schema: Node) {
        let properties = schema["properties"]
        let known = properties?.members.compactMap(\.key.string) ?? []
        for name in schema["required"]?.elements.compactMap(\.string) ?? [] where node[name] == nil {
            report("\(owner) needs \"\(name)\"", help: "add \(name) at \(path)", at: node, path: path)
        }
        for (key, value) in node.members {
            let name = key.string ?? ""
            if let property = properties?[name] {
                check(Self.member(name, of: template), at: value, path: "\(path).\(name)", against: property)
            } else if schema["additionalProperties"]?.bool == false {
                let help = suggestion(for: name, among: known)
                report("\(owner) has no \"\(name)\"", help: help, at: key, path: "\(path).\(name)")
            }
        }
    }

    private static func member(_ name: String, of template: Template) -> Template {
        switch template {
        case .object(let members): members.first { $0.key == name }?.value ?? .literal(nil)
        default: .literal(template.literal?[name] ?? nil)
        }
    }

    private mutating func checkLiteral(_ node: Node, path: String, against schema: Node) {
        guard let compiled = compiler.compile(schema) else { return }
        for violation in compiled.violations(of: node) {
            let name = path.split(separator: ".").last.map(String.init) ?? path
            report("\(name) \(violation.message)", at: node.at(violation.instance) ?? node, path: path)
        }
    }

    private mutating func checkKind(_ kind: Node.Kind, of node: Node, path: String, against schema: Node) {
        guard let compiled = compiler.compile(schema), !compiled.acceptedKinds.contains(kind) else { return }
        let name = path.split(separator: ".").last.map(String.init) ?? path
        let help = kind == .string ? "a text around ${...} makes the value a text; write \"${...}\" alone" : nil
        report("\(name) cannot be \(node.kindName)", help: help, at: node, path: path)
    }

    private mutating func report(_ message: String, help: String? = nil, at node: Node, path: String) {
        found.append(Diagnostic(code: code, message, help: help, at: node, pointer: path))
    }
}
