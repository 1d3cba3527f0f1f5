/// The members of a JSON object, in order.
///
/// Each name occurs once; `==` ignores the order.
public struct JSONObject: Sendable, Sequence, ExpressibleByDictionaryLiteral {
    public typealias Element = (key: String, value: JSONValue)

    private var members: [Element] = []
    /// Where each name stands; kept only for objects too large to search from the front.
    private var positions: [String: Int]?
    private static let searchable = 16

    public init() {}

    /// The given members; of a repeated name the last value counts.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }

    /// A copy of an object node, whose names are unique already.
    init(_ node: Node) {
        members = node.members.map { (key: $0.key.string ?? "", value: JSONValue($0.value)) }
        indexIfLarge()
    }

    /// The value called `key`.
    ///
    /// A new name goes to the end; nil removes.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    public var keys: [String] { members.map(\.key) }

    public var count: Int { members.count }

    public var isEmpty: Bool { members.isEmpty }

    public func makeIterator() -> IndexingIterator<[Element]> { members.makeIterator() }

    private func position(of key: String) -> Int? {
        if let positions { return positions[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        positions?[key] = members.count
        members.append((key, value))
        if positions == nil { indexIfLarge() }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        positions = nil
        indexIfLarge()
    }

    private mutating func indexIfLarge() {
        guard members.count > Self.searchable else { return }
        positions = Dictionary(
            members.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    /// A sum, so that the order of members does not matter.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(
            reduce(count) { sum, member in
                var inner = Hasher()
                inner.combine(member.key)
                inner.combine(member.value)
                return sum &+ inner.finalize()
            })
    }
}
