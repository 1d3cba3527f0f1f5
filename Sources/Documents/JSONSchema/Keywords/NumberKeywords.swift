import JSON

/// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`: JSON Schema validation section 6.2.
extension ProgramBuilder {
    mutating func compileBound(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let bound = number(of: entry, in: site).flatMap(NumberBound.init) else { return }
        tables.bounds.append(bound)
        let index = tables.bounds.count - 1
        switch entry.keyword {
        case .minimum: emit(.minimum(index), for: entry, in: site)
        case .maximum: emit(.maximum(index), for: entry, in: site)
        case .exclusiveMinimum: emit(.exclusiveMinimum(index), for: entry, in: site)
        default: emit(.exclusiveMaximum(index), for: entry, in: site)
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

    /// Where the number `node` lies.
    ///
    /// Doubles decide where they differ, since rounding never turns the order round; exact digits where they are equal.
    func order(of node: Node) -> Order {
        if let int, let value = node.int { return value < int ? .below : value > int ? .above : .equal }
        guard let value = node.double else { return .equal }
        if value != double { return value < double ? .below : .above }
        guard let other = node.exactNumber else { return .equal }
        return other < exact ? .below : exact < other ? .above : .equal
    }
}
