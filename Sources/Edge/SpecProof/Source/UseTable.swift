import JSON

/// Which operations and messages reach which nodes, references followed.
struct UseTable {
    private struct Key: Hashable {
        let file: String
        let index: Int
    }

    private let documents: DocumentSet
    private var uses: [Key: [Use]] = [:]
    private static let methods: Set<String> = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    init(_ source: ProofSource, _ titles: [(title: String, location: SourceLocation?)]) {
        documents = source.documents
        if let openAPI = source.file(.openAPI)?.document.root { visitPaths(openAPI, titles) }
        if let asyncAPI = source.file(.asyncAPI)?.document.root { visitMessages(asyncAPI) }
        if let errors = source.file(.errors)?.document.root { visitCodes(errors, source) }
        if let limits = source.file(.limits)?.document.root { visitLimits(limits, source) }
    }

    func uses(of node: Node) -> [Use] { uses[Key(file: node.file ?? "", index: node.index)] ?? [] }

    private mutating func visitPaths(_ root: Node, _ known: [(title: String, location: SourceLocation?)]) {
        let titles = Dictionary(
            known.compactMap { one in one.location.map { ($0, one.title) } },
            uniquingKeysWith: { first, _ in first })
        for (_, item) in root["paths"]?.members.map({ $0 }) ?? [] {
            for (method, operation) in item.members where Self.methods.contains(method.string ?? "") {
                guard let place = (operation["operationId"] ?? method).location, let title = titles[place] else {
                    continue
                }
                add(Use(role: .operation, title: title), to: item)
                visit(operation, Use(role: .operation, title: title))
                if let shared = item["parameters"] { visit(shared, Use(role: .parameter, title: title)) }
            }
        }
    }

    /// The operation's own node and everything below it, each part in its role.
    private mutating func visit(_ node: Node, _ use: Use) {
        guard add(use, to: node) else { return }
        switch node.kind {
        case .array: for element in node.elements { visit(element, use) }
        case .object:
            if let reference = node["$ref"]?.string, let target = documents.resolve(reference, from: node) {
                visit(target, use)
            }
            for (key, value) in node.members {
                let role = use.role == .operation ? Self.role(of: key.string ?? "") : use.role
                if use.role == .operation, role == .answer {
                    visitAnswers(value, use.title)
                } else {
                    visit(value, Use(role: role, title: use.title))
                }
            }
        default: break
        }
    }

    private mutating func visitAnswers(_ responses: Node, _ title: String) {
        add(Use(role: .answer, title: title), to: responses)
        for (status, response) in responses.members {
            let isGood = ["1", "2", "3"].contains { status.string?.hasPrefix($0) == true }
            visit(response, Use(role: isGood ? .answer : .refusal, title: title))
        }
    }

    private static func role(of key: String) -> Use.Role {
        switch key {
        case "requestBody": .body
        case "parameters": .parameter
        case "responses": .answer
        default: .operation
        }
    }

    private mutating func visitMessages(_ root: Node) {
        for (_, operation) in root["operations"]?.members.map({ $0 }) ?? [] {
            let isSent = operation["action"]?.string == "send"
            visit(operation, Use(role: .channel, title: "WebSocket"))
            for message in operation["messages"]?.elements.map({ $0 }) ?? [] {
                let target = following(message)
                let name = target["name"]?.string ?? ""
                visit(target, Use(role: isSent ? .event : .command, title: name))
            }
        }
    }

    private func following(_ node: Node) -> Node {
        var node = node
        for _ in 0..<8 {
            guard let reference = node["$ref"]?.string, let next = documents.resolve(reference, from: node) else {
                break
            }
            node = next
        }
        return node
    }

    private mutating func visitCodes(_ errors: Node, _ source: ProofSource) {
        let operations = source.file(.openAPI)?.document.root["paths"]?.members.flatMap {
            $0.value.members.map(\.value)
        }
        for (code, entry) in errors.members {
            let users = operations?.filter {
                $0["x-error-codes"]?.elements.contains { $0.string == code.string } == true
            }
            let titles = users?.flatMap { uses(of: $0) }.filter { $0.role == .operation } ?? []
            for use in titles { visit(entry, Use(role: .code, title: use.title)) }
        }
    }

    private mutating func visitLimits(_ limits: Node, _ source: ProofSource) {
        let operations = source.file(.openAPI)?.document.root["paths"]?.members.flatMap {
            $0.value.members.map(\.value)
        }
        for (name, policy) in limits["rate_limits"]?.members.map({ $0 }) ?? [] {
            let users = operations?.filter { $0["x-ratelimit-category"]?.string == name.string }
            let titles = users?.flatMap { uses(of: $0) }.filter { $0.role == .operation } ?? []
            for use in titles { visit(policy, Use(role: .limit, title: use.title)) }
        }
    }

    /// Whether it was not known before.
    @discardableResult
    private mutating func add(_ use: Use, to node: Node) -> Bool {
        let key = Key(file: node.file ?? "", index: node.index)
        if uses[key]?.contains(use) == true { return false }
        uses[key, default: []].append(use)
        return true
    }
}
