public import JSON

/// Makes ids of tasks.
public enum TaskID {
    /// "task_", the moment in UTC to the second, and 128 random bits: "task_20261124_014729_" and 32 hexadecimal digits.
    public static func make(at time: Timestamp, using generator: inout some RandomNumberGenerator) -> String {
        let moment = time.description.filter { $0.isASCII && $0.isNumber }
        let words = [generator.next(), generator.next()] as [UInt64]
        return "task_\(moment.prefix(8))_\(moment.dropFirst(8).prefix(6))_\(words.map(hexadecimal).joined())"
    }

    /// The same, from the system's random numbers.
    public static func make(at time: Timestamp) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(at: time, using: &generator)
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
