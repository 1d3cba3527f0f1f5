import JSON

/// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`: JSON Schema validation section 6.2.
extension ProgramBuilder {
    mutating func compileBound(_ entry: SchemaEntry, in site: SchemaSite) {
        if entry.value.bool != nil, entry.keyword == .exclusiveMinimum || entry.keyword == .exclusiveMaximum {
            return checkFlaggedBound(entry, in: site)
        }
        guard let bound = number(of: entry, in: site).flatMap(NumberBound.init) else { return }
        tables.bounds.append(bound)
        let index = tables.bounds.count - 1
        switch entry.keyword {
        case .minimum where site[.exclusiveMinimum]?.value.bool == true:
            emit(.exclusiveMinimum(index), for: entry, in: site)
        case .maximum where site[.exclusiveMaximum]?.value.bool == true:
            emit(.exclusiveMaximum(index), for: entry, in: site)
        case .minimum: emit(.minimum(index), for: entry, in: site)
        case .maximum: emit(.maximum(index), for: entry, in: site)
        case .exclusiveMinimum: emit(.exclusiveMinimum(index), for: entry, in: site)
        default: emit(.exclusiveMaximum(index), for: entry, in: site)
        }
    }

    /// Bounds made exclusive by a flag: OpenAPI 3.0.3 section 4.7.24.
    private mutating func checkFlaggedBound(_ entry: SchemaEntry, in site: SchemaSite) {
        let bound: Keyword = entry.keyword == .exclusiveMinimum ? .minimum : .maximum
        if site.dialect.draft != .openAPI30 {
            object(
                "schema-invalid-value", "\"\(entry.keyword.rawValue)\" must be a number, was \(entry.value.phrase)",
                help: "booleans are of OpenAPI 3.0: write the bound here instead of under \"\(bound.rawValue)\"",
                at: entry.value, in: site.block)
        } else if site[bound] == nil, entry.value.bool == true {
            warn(
                "schema-idle-keyword", "\"\(entry.keyword.rawValue)\" means nothing without \"\(bound.rawValue)\"",
                at: entry.key, in: site.block)
        }
    }

    mutating func compileMultipleOf(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let number = number(of: entry, in: site) else { return }
        guard let divisor = number.numberText.flatMap(Divisor.init) else {
            refuseValue(of: entry, "more than 0, with at most 18 digits", in: site)
            return
        }
        tables.divisors.append(divisor)
        emit(.multipleOf(tables.divisors.count - 1), for: entry, in: site)
    }
}

/// A number to compare with, exactly.
struct NumberBound: Sendable {
    let text: String
    private let int: Int?
    private let double: Double
    private let exact: ExactNumber

    enum Order {
        case below, equal, above
    }

    /// The bound that a number node writes.
    init?(_ node: Node) {
        guard let double = node.double, let exact = node.exactNumber, let text = node.numberText else { return nil }
        self.text = text
        self.double = double
        self.exact = exact
        int = node.int
    }

    /// Where the number `value` lies.
    @inline(__always)
    func order(of value: UnsafePointer<TapeEntry>, _ tape: TapeView) -> Order {
        if let int, value.pointee.kind == .integer {
            return Self.order(Int(Int64(bitPattern: value.pointee.bits)), int)
        }
        return order(of: tape.node(at: value))
    }

    @inline(__always)
    private static func order(_ value: Int, _ bound: Int) -> Order {
        value < bound ? .below : value > bound ? .above : .equal
    }

    /// Likewise for a node.
    ///
    /// Doubles decide where they differ, since rounding never turns the order round; exact digits where they are equal.
    func order(of node: Node) -> Order {
        if let int, let value = node.int { return Self.order(value, int) }
        guard let value = node.double else { return .equal }
        if value != double { return value < double ? .below : .above }
        guard let other = node.exactNumber else { return .equal }
        return other < exact ? .below : exact < other ? .above : .equal
    }
}
