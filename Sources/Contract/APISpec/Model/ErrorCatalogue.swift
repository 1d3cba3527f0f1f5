public import JSONSchema

/// Every error code the server can answer with (errors.yaml).
public struct ErrorCatalogue: Sendable {
    /// In the order of the file.
    public var entries: [ErrorEntry] { didSet { index = Self.index(entries) } }
    /// `components/schemas/Error` of the OpenAPI document: the body of every refusal.
    public var bodySchema: CompiledSchema?
    private var index: [String: Int]

    public init(entries: [ErrorEntry], bodySchema: CompiledSchema? = nil) {
        self.entries = entries
        self.bodySchema = bodySchema
        index = Self.index(entries)
    }

    /// The entry of a code, or nil for a code that the file does not have.
    public subscript(code: String) -> ErrorEntry? { index[code].map { entries[$0] } }

    private static func index(_ entries: [ErrorEntry]) -> [String: Int] {
        Dictionary(entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// One error code: how it answers, and what it means.
public struct ErrorEntry: Sendable, Equatable {
    /// Such as "TASK_NOT_FOUND".
    public var code: String
    /// The HTTP status, 400 to 599.
    public var status: Int
    /// A sentence in which names in braces stand for arguments, such as "Task {task_id} does not exist".
    public var detail: String
    /// Whether the same request may succeed later.
    public var retryable: Bool
    /// When the code is given.
    public var description: String

    public init(code: String, status: Int, detail: String, retryable: Bool, description: String) {
        self.code = code
        self.status = status
        self.detail = detail
        self.retryable = retryable
        self.description = description
    }

    /// The sentence with its arguments filled in; a name without an argument stays as it is, braces included.
    public func detail(_ arguments: [String: String]) -> String {
        guard detail.contains("{") else { return detail }
        let parts = DetailTemplate(detail)?.parts ?? [.text(detail)]
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .argument(let name): arguments[name] ?? "{\(name)}"
            }
        }.joined()
    }

    /// The names in braces, in order.
    public var argumentNames: [String] { DetailTemplate(detail)?.argumentNames ?? [] }
}
