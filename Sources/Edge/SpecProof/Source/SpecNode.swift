import JSON

/// One member or element of a file: the smallest thing that a mutation changes.
struct SpecNode: Sendable {
    let file: ProofFile
    /// From the root of the file to the value.
    let path: [String]
    /// The name of a member; nil for an element of a list.
    let key: String?
    let value: Node
    /// Where the key stands, else the value.
    let location: SourceLocation
    /// What the keys of the object mean that it stands in.
    let place: Place
    /// Where requests and answers meet it.
    let uses: [Use]
    /// Members and elements below, as places in the list of nodes.
    var children: [Int] = []

    var parent: ArraySlice<String> { path.dropLast() }
    /// The key that it stands under: its own, or that of its list.
    var word: String { key ?? path.dropLast().last ?? "" }
    var isContainer: Bool { value.kind == .object || value.kind == .array }
    var pointer: JSONPointer { JSONPointer(tokens: path) }

    func isUsed(_ roles: Use.Role...) -> Bool { uses.contains { roles.contains($0.role) } }

    /// Where the value is sent to the server.
    var isAsked: Bool { isUsed(.body, .parameter, .command) || file.kind == .agents || file.kind == .integrations }
    /// Where the value comes from the server.
    var isAnswered: Bool { isUsed(.answer, .refusal, .event) }

    private static let texts: Set<String> = [
        "description", "summary", "title", "termsOfService", "license", "contact", "externalDocs", "tags", "version",
        "openapi", "asyncapi", "display_name", "protocol", "host",
    ]

    /// Whether it is for readers: what it says is published, and no request can tell.
    var isText: Bool {
        if case .example = place { return true }
        if key == "example" || key == "examples" { return true }
        if path.first == "info" || path.first == "tags" || path.first == "openapi" || path.first == "asyncapi" {
            return true
        }
        if case .schemas = place { return false }
        if case .names = place { return false }
        if file.kind == .agents || file.kind == .integrations { return word == "description" }
        if file.kind == .asyncAPI, key == "name" || path.first == "servers" { return true }
        return Self.texts.contains(word)
    }
}

/// Where an operation, an event or a command meets a node.
struct Use: Hashable, Sendable {
    enum Role: Sendable {
        case body, parameter, answer, refusal, operation, event, command, channel, code, limit
    }

    var role: Role
    /// The operation's title, or the name of the message.
    var title: String
}
