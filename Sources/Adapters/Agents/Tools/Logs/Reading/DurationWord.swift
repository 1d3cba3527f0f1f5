/// Reads how long something took from one word of a log: `0.012`, `12ms`, `rt=0.012`, `1834`.
enum DurationWord {
    enum Unit: String, CaseIterable {
        case nanoseconds = "ns", microseconds = "us", milliseconds = "ms", seconds = "s"

        var milliseconds: Double {
            switch self {
            case .nanoseconds: 1e-6
            case .microseconds: 1e-3
            case .milliseconds: 1
            case .seconds: 1e3
            }
        }
    }

    /// - Parameter unit: what a number without a unit counts; nil takes seconds with a decimal point, microseconds without.
    static func milliseconds(_ word: some BidirectionalCollection<UInt8>, unit: Unit?) -> Double? {
        var word = word[...]
        if let equals = word.lastIndex(of: UInt8(ascii: "=")) { word = word[word.index(after: equals)...] }
        let digits = word.prefix { LogBytes.isDigit($0) || $0 == UInt8(ascii: ".") }
        guard let first = digits.first, LogBytes.isDigit(first), digits.count <= 18,
            let number = Double(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let rest = String(decoding: word[digits.endIndex...], as: UTF8.self)
        if let named = Unit(rawValue: rest == "µs" ? "us" : rest) { return number * named.milliseconds }
        guard rest.isEmpty else { return nil }
        let isDecimal = digits.contains(UInt8(ascii: "."))
        return number * (unit ?? (isDecimal ? .seconds : .microseconds)).milliseconds
    }
}
