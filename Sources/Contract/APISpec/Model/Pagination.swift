public import JSON

/// How a list is read page by page (`x-pagination`).
public struct Pagination: Sendable, Equatable {
    /// What a filter says of every item.
    public enum Filter: Sendable, Equatable {
        /// The value at the pointer is that of the parameter.
        case equals(JSONPointer)
        /// The list at the pointer holds the value of the parameter.
        case contains(JSONPointer)
        /// The time at the pointer is that of the parameter or later.
        case from(JSONPointer)
        /// The time at the pointer is earlier than that of the parameter.
        case before(JSONPointer)

        public var pointer: JSONPointer {
            switch self {
            case .equals(let pointer), .contains(let pointer), .from(let pointer), .before(let pointer): pointer
            }
        }
    }

    /// Where the items stand in an answer.
    public var items: JSONPointer
    /// The query parameter that bounds a page.
    public var limit: String
    /// The query parameter that says where to go on.
    public var cursor: String
    /// Where an answer holds the next value of `cursor`; null there ends the list.
    public var next: JSONPointer
    /// Where an answer says whether there is more; then `next` is never null.
    public var more: JSONPointer?
    /// Where an answer says how many items all pages have.
    public var total: JSONPointer?
    /// What tells items apart, within one.
    public var id: JSONPointer
    /// By query parameter.
    public var filters: [String: Filter]
    public var order: ListOrder?

    /// Nil for a node that the shape check refuses.
    public init?(_ node: Node) {
        let pointer = { (key: String) in node[key]?.string.flatMap { JSONPointer($0) } }
        guard let items = pointer("items"), let next = pointer("next"), let id = pointer("id"),
            let limit = node["limit"]?.string, let cursor = node["cursor"]?.string
        else { return nil }
        self.items = items
        self.limit = limit
        self.cursor = cursor
        self.next = next
        self.id = id
        more = pointer("more")
        total = pointer("total")
        filters = (node["filters"].map { Array($0.members) } ?? []).reduce(into: [:]) { filters, one in
            filters[one.key.keyText] = Filter(one.value)
        }
        order = node["order"].flatMap(ListOrder.init)
    }
}

/// The order of a list (`x-pagination.order`).
public struct ListOrder: Sendable, Equatable {
    public enum Direction: String, Sendable, CaseIterable {
        case ascending, descending
    }

    /// The value that items are ordered by, within one.
    public var by: JSONPointer
    public var standing: Direction
    /// The query parameter that turns it, with its value for each direction.
    public var parameter: String?
    public var words: [Direction: String]

    init?(_ node: Node) {
        guard let by = node["by"]?.string.flatMap({ JSONPointer($0) }),
            let standing = node["default"]?.string.flatMap(Direction.init)
        else { return nil }
        self.by = by
        self.standing = standing
        parameter = node["parameter"]?.string
        words = Direction.allCases.reduce(into: [:]) { $0[$1] = node[$1.rawValue]?.string }
    }
}

extension Pagination.Filter {
    /// Nil unless it says exactly one thing.
    init?(_ node: Node) {
        guard node.count == 1, let (key, value) = node.members.first(where: { _ in true }),
            let pointer = value.string.flatMap({ JSONPointer($0) })
        else { return nil }
        switch key.keyText {
        case "equals": self = .equals(pointer)
        case "contains": self = .contains(pointer)
        case "from": self = .from(pointer)
        case "before": self = .before(pointer)
        default: return nil
        }
    }
}
