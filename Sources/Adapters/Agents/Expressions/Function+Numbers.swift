import JSON

extension Function {
    /// The element that comes first by `precedes`, of one list or of several arguments; null if there is none.
    func extreme(
        _ arguments: [JSONValue], by precedes: (Double, Double) -> Bool
    ) throws(EvaluationError) -> JSONValue {
        let candidates = arguments.count == 1 ? try list(arguments[0]) : arguments
        var best: (value: JSONValue, number: Double)?
        for value in candidates where !value.isNull {
            let number = try number(value)
            if best.map({ precedes(number, $0.number) }) ?? true { best = (value, number) }
        }
        return best?.value ?? nil
    }

    /// A whole number if all elements are; nulls count as nothing.
    func total(of list: [JSONValue]) throws(EvaluationError) -> JSONValue {
        var (whole, sum): (Int?, Double) = (0, 0)
        for value in list where !value.isNull {
            sum += try number(value)
            whole = whole.flatMap { sum in
                value.intValue.map { sum.addingReportingOverflow($0) }.flatMap { $0.overflow ? nil : $0.partialValue }
            }
        }
        return whole.map { .integer($0) } ?? .double(sum)
    }

    /// Rounds half away from zero; without digits the result is a whole number.
    func rounded(_ value: JSONValue, digits: JSONValue) throws(EvaluationError) -> JSONValue {
        if value.isNull { return nil }
        guard let digits = digits.intValue, (0...9).contains(digits) else {
            throw EvaluationError("round needs a number of digits from 0 to 9")
        }
        if value.intValue != nil { return value }
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let number = (try number(value) * scale).rounded() / scale
        guard digits == 0, let whole = Int(exactly: number) else { return .double(number) }
        return .integer(whole)
    }
}
