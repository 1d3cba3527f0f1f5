/// What text must become so that a schema can judge it: the kinds it lets in, and those of its members and elements.
///
/// Parameters and forms carry text alone; whether "7" is a number is for the schema to say. Alternatives are taken
/// together, since which of them is meant is known only after the text has been read.
public struct ValueShape: Sendable {
    private let table: ValueShapeTable
    private let index: Int

    init(_ table: ValueShapeTable, _ index: Int) {
        self.table = table
        self.index = index
    }

    /// The shape that lets everything in.
    static let anything = ValueShape(ValueShapeTable([ValueShapeTable.Entry()]), ValueShapeTable.anything)

    private var entry: ValueShapeTable.Entry { table.entries[index] }

    /// Kinds of value that fit.
    public var kinds: ValueKinds { entry.kinds }

    /// Names of the members that are described, sorted.
    public var memberNames: [String] { entry.members.keys.sorted() }

    /// Whether members that are not described are let in.
    public var isOpen: Bool { !entry.isClosed }

    /// The shape of a member: the described one, else that of all other members.
    public func member(_ name: String) -> ValueShape {
        ValueShape(table, entry.members[name] ?? entry.others ?? ValueShapeTable.anything)
    }

    /// Whether a member of this name is described.
    public func describes(_ name: String) -> Bool { entry.members[name] != nil }

    /// The shape of the elements.
    public var element: ValueShape { ValueShape(table, entry.elements ?? ValueShapeTable.anything) }
}

/// The shapes of one specification; schemas may hold themselves, so they refer to each other by index.
final class ValueShapeTable: Sendable {
    struct Entry: Sendable {
        var kinds = ValueKinds.all
        var members: [String: Int] = [:]
        var others: Int?
        var elements: Int?
        var isClosed = false
    }

    /// The index of the shape that lets everything in.
    static let anything = 0

    let entries: [Entry]

    init(_ entries: [Entry]) { self.entries = entries }
}
