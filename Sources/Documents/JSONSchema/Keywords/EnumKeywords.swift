import JSON

/// `enum` and `const`: JSON Schema validation sections 6.1.2 and 6.1.3.
extension ProgramBuilder {
    mutating func compileConstant(_ entry: SchemaEntry, in site: SchemaSite) {
        tables.constants.append(entry.value)
        emit(.constant(tables.constants.count - 1), for: entry, in: site)
    }

    mutating func compileEnumeration(_ entry: SchemaEntry, in site: SchemaSite) {
        guard entry.value.kind == .array else { return refuseValue(of: entry, "a list of values", in: site) }
        if entry.value.count == 0 {
            refuse(
                "schema-empty-enum", "an empty \"enum\" lets nothing in", at: entry.value, in: site.block,
                severity: .warning)
            return emit(.never, for: entry, in: site)
        }
        let values = Array(entry.value.elements)
        warnOfRepetition(values, in: site)
        tables.enumerations.append(Enumeration(values))
        emit(.enumeration(tables.enumerations.count - 1), for: entry, in: site)
    }

    private mutating func warnOfRepetition(_ values: [Node], in site: SchemaSite) {
        var seen: Set<String> = []
        for value in values where value.string.map({ !seen.insert($0).inserted }) ?? false {
            refuse(
                "schema-repeated-value", "\(value.quotation) is listed twice", at: value, in: site.block,
                severity: .warning)
        }
    }
}

/// The values of an `enum`.
struct Enumeration: Sendable {
    let values: [Node]
    /// Strings are looked up, other values compared one by one.
    let strings: NameTable
    let others: [Node]

    init(_ values: [Node]) {
        self.values = values
        var seen: Set<String> = []
        strings = NameTable(values.compactMap(\.string).filter { seen.insert($0).inserted })
        others = values.filter { $0.kind != .string }
    }

    /// More values than this are not all listed.
    private static let listed = 20

    func message(for node: Node) -> String { Self.message(values, for: node) }

    /// "must be "a" or "b", was "c""; with the likely one if the value looks mistyped.
    static func message(_ values: [Node], for node: Node) -> String {
        var names = values.prefix(listed).map(\.quotation)
        if values.count > listed { names.append("one of \(values.count - listed) others") }
        let nearest = node.string.flatMap { Suggestion.nearest(to: $0, among: values.compactMap(\.string)) }
        let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
        return "must be \(names.joined(by: "or")), was \(node.quotation)\(hint)"
    }
}

extension Evaluator {
    mutating func isOne(_ value: Value, of list: UnsafePointer<Enumeration>) -> Bool {
        if value.pointee.kind == .string { return list.pointee.strings.index.find(key(value)) >= 0 }
        let node = tape.node(at: value)
        return list.pointee.others.contains { isEqual(node, $0) }
    }

    mutating func isEqual(_ value: Value, _ constant: UnsafePointer<Constant>) -> Bool {
        // Strings are compared as lists of one.
        isEqual(tape.node(at: value), constant.pointee.node)
    }

    /// JSON Schema's equality.
    ///
    /// Large values cost steps.
    mutating func isEqual(_ a: Node, _ b: Node) -> Bool {
        spend() && a.isEqual(to: b)
    }
}
