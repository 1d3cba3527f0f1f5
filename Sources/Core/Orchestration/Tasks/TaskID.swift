public import JSON

/// Makes ids of tasks.
public enum TaskID {
    /// "task_", the moment in UTC to the second, and 128 random bits: "task_20261124_014729_" and 32 hexadecimal digits.
    public static func make(at time: Timestamp, using generator: inout some RandomNumberGenerator) -> String {
        let moment = time.description.utf8.filter { (0x30...0x39).contains($0) }
        var text = Array("task_".utf8)
        text += moment.prefix(8) + [UInt8(ascii: "_")]
        text += moment.dropFirst(8).prefix(6) + [UInt8(ascii: "_")]
        for word in [generator.next(), generator.next()] as [UInt64] { append(word, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same, from the system's random numbers.
    public static func make(at time: Timestamp) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(at: time, using: &generator)
    }

    /// Sixteen hexadecimal digits.
    private static func append(_ word: UInt64, to text: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
            text.append(digit < 10 ? digit + 0x30 : digit + 0x57)
        }
    }
}
