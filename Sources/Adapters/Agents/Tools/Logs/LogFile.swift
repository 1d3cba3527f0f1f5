import JSON
import Outbound

/// The input that the log tools share.
enum LogFile {
    static let properties: JSONObject = [
        "path": ["type": "string", "minLength": 1, "maxLength": 4_096, "description": "A log file."],
        "format": [
            "enum": .array(LogReader.Choice.allCases.map { .string($0.rawValue) }), "default": "auto",
            "description": "The form of its lines; auto finds it line by line.",
        ],
        "duration_unit": [
            "enum": .array(DurationWord.Unit.allCases.map { .string($0.rawValue) }), "default": "s",
            "description": "What durations in JSON lines count when neither name nor value says so.",
        ],
    ]

    static func reader(_ input: ToolInput, now: Timestamp) -> LogReader {
        LogReader(
            input["format"]?.stringValue.flatMap(LogReader.Choice.init) ?? .auto,
            unit: input["duration_unit"]?.stringValue.flatMap(DurationWord.Unit.init) ?? .seconds, now: now)
    }

    /// Longer lines are cut, and said to be.
    static let longestLine = 1 << 20

    /// Numbers in a finding that say where its lines are.
    static func lines(_ range: ClosedRange<Int>?) -> JSONObject {
        guard let range else { return [:] }
        return ["first_line": .integer(range.lowerBound), "last_line": .integer(range.upperBound)]
    }
}

extension Double {
    /// Rounded to so many decimals.
    func rounded(to digits: Int) -> Double {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}

extension JSONObject {
    /// This object with the members of another after its own.
    func adding(_ other: JSONObject) -> JSONObject {
        var sum = self
        for (key, value) in other { sum[key] = value }
        return sum
    }
}
