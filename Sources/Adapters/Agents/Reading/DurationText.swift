/// Durations as agents.yaml writes them: "500ms", "30s", "2m", "1h".
enum DurationText {
    /// The duration of one millisecond to one day that `text` writes, else nil.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count <= 9, let count = Int(digits), let unit = units[String(text.dropFirst(digits.count))]
        else { return nil }
        let duration = unit * count
        return duration >= .milliseconds(1) && duration <= .seconds(86_400) ? duration : nil
    }

    /// The shortest text that `parse` reads as `duration`, which is a whole number of milliseconds.
    static func text(_ duration: Duration) -> String {
        for (name, unit) in [("h", Duration.seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1))] {
            let count = Int(duration / unit)
            if unit * count == duration { return "\(count)\(name)" }
        }
        return "\(duration.wholeMilliseconds)ms"
    }

    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "m": .seconds(60), "h": .seconds(3600),
    ]
}

extension Duration {
    /// The milliseconds in it, rounded down.
    var wholeMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
