public import JSON
public import Outbound

/// One thing an agent can do: a name, the shape of its input, and the work.
public protocol Tool: Sendable {
    /// What `uses` says in agents.yaml: "tls.inspect".
    var name: String { get }
    /// One sentence for people.
    var description: String { get }
    /// JSON Schema of the input object.
    var inputSchema: JSONValue { get }

    /// Does the work on an input that fits `inputSchema`; ends soon after its Swift task is cancelled.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue
}

/// What the tools work with.
public struct ToolContext: Sendable {
    /// The only way to other machines.
    public var egress: Egress
    /// The only way to files.
    public var files: FileScope
    public var now: @Sendable () -> Timestamp

    public init(
        egress: Egress, files: FileScope = FileScope(policy: .nothing),
        now: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) {
        self.egress = egress
        self.files = files
        self.now = now
    }
}

/// Why a tool did not do its work, in one sentence a person can act on.
public struct ToolError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The policy for the network or for files refused the target.
        case notAllowed
        case connection, timeout, invalidInput, protocolError, cancelled
    }

    public var kind: Kind
    public var message: String

    public init(kind: Kind, message: String) {
        self.kind = kind
        self.message = message
    }
}
