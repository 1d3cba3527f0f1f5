import JSON

/// Remedies for a number out of bounds.
extension Remedies {
    func numbers(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        guard !sight.isSecret, let number = sight.value.doubleValue else { return [] }
        let types = sight.parts.types()
        let isWhole = types.contains("integer") && !types.contains("number")
        let rules = sight.parts.values(of: fault.keyword, for: fault)
        let found: [JSONValue] = rules.flatMap { rule -> [JSONValue] in
            switch fault.keyword {
            case "minimum": Self.bound(rule, isWhole, .up)
            case "maximum": Self.bound(rule, isWhole, .down)
            case "exclusiveMinimum": Self.beyond(rule, sight, isWhole, above: true)
            case "exclusiveMaximum": Self.beyond(rule, sight, isWhole, above: false)
            case "multipleOf": Self.multiples(of: rule, near: number)
            case "format": Self.range(of: rule).map { [number < 0 ? $0.low : $0.high] } ?? []
            default: []
            }
        }
        return found.distinct.enumerated().map { index, value in
            .put(value, at: sight.place, cost: 2 + Double(index) / 4, loses: true)
        }
    }

    private static func bound(_ rule: Node, _ isWhole: Bool, _ rounding: FloatingPointRoundingRule) -> [JSONValue] {
        guard isWhole, rule.int == nil else { return [JSONValue(rule)] }
        return (rule.double?.rounded(rounding)).flatMap { Int(exactly: $0) }.map { [.integer($0)] } ?? []
    }

    /// The nearest value beyond an exclusive bound; OpenAPI 3.0 has the bound under `minimum` or `maximum`.
    private static func beyond(_ rule: Node, _ sight: Sight, _ isWhole: Bool, above: Bool) -> [JSONValue] {
        let bounds = rule.kind == .boolean ? sight.parts.values(of: above ? "minimum" : "maximum") : [rule]
        let opposite = sight.parts.values(of: above ? "maximum" : "minimum").compactMap(\.double).first
        return bounds.flatMap { bound -> [JSONValue] in
            guard let edge = bound.double else { return [] }
            if let int = bound.int, int.magnitude < 1 << 53 {
                return [.integer(above ? int + 1 : int - 1)] + halves(edge)
            }
            if isWhole {
                return Int(exactly: above ? edge.rounded(.up) : edge.rounded(.down)).map { [.integer($0)] } ?? []
            }
            return halves(edge)
        }
        func halves(_ edge: Double) -> [JSONValue] {
            if isWhole { return [] }
            return [.double(opposite.map { edge + ($0 - edge) / 2 } ?? edge + (above ? 0.5 : -0.5))]
        }
    }

    /// The multiples on both sides, the nearer first; exact for decimal steps such as 0.01.
    private static func multiples(of rule: Node, near number: Double) -> [JSONValue] {
        guard let step = rule.double, step > 0, (number / step).magnitude < 1e15 else { return [] }
        let low = (number / step).rounded(.down)
        let both = number - low * step <= step / 2 ? [low, low + 1] : [low + 1, low]
        return both.compactMap { factor in
            guard let text = rule.numberText, let decimal = DecimalText(text), decimal.exponent < 0 else {
                return rule.int.flatMap { int in Int(exactly: factor).map { .integer($0 * int) } }
                    ?? .double(factor * step)
            }
            return product(decimal, Int(factor))
        }
    }

    private static func product(_ decimal: DecimalText, _ factor: Int) -> JSONValue? {
        let mantissa = decimal.digits.reduce(0) { ($0 &* 10) &+ Int($1) }
        let (whole, overflow) = mantissa.multipliedReportingOverflow(by: factor)
        return overflow ? nil : try? JSONValue.parse("\(whole)e\(decimal.exponent)")
    }

    private static func range(of format: Node) -> (low: JSONValue, high: JSONValue)? {
        switch format.string {
        case "int32": (.integer(Int(Int32.min)), .integer(Int(Int32.max)))
        case "int64": (.integer(.min), .integer(.max))
        default: nil
        }
    }
}
