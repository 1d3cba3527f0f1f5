import JSON

/// One YAML file whose lines are to be proven.
struct ProofFile: Sendable {
    /// As it is shown, such as "spec/openapi.yaml".
    let name: String
    /// Where it lies below the folder a server is started in.
    let place: String
    let document: Document
    let tree: JSONValue
    /// The lines of the text, without their line breaks.
    let lines: [String]

    /// The last part of its name, which says what it is.
    var kind: Kind? { Kind(rawValue: name.split(separator: "/").last.map(String.init) ?? name) }

    /// The files that a server is run on.
    enum Kind: String, Sendable {
        case openAPI = "openapi.yaml"
        case asyncAPI = "asyncapi.yaml"
        case errors = "errors.yaml"
        case limits = "limits.yaml"
        case integrations = "integrations.yaml"
        case agents = "agents.yaml"
    }
}
