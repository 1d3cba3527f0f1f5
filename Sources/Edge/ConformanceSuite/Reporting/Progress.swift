/// What a run says while it goes on.
public enum ConformanceEvent: Sendable {
    /// The next rules begin: how many steps are done of how many.
    case step(String, done: Int, of: Int)
    case finding(Finding)
}

/// Turns events into what a person sees: a bar on a terminal, a line a step elsewhere.
public struct ProgressText: Sendable {
    private let isTerminal: Bool
    private let width: Int

    public init(isTerminal: Bool, width: Int = 30) {
        self.isTerminal = isTerminal
        self.width = width
    }

    /// The text to write as it is; on a terminal it overwrites the line before.
    public func text(_ event: ConformanceEvent) -> String {
        switch event {
        case .step(let name, let done, let total):
            guard isTerminal else { return "[\(done + 1)/\(total)] \(name)\n" }
            let filled = total == 0 ? width : width * done / total
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
            return "\r\u{1B}[K[\(bar)] \(done)/\(total) \(name)"
        case .finding(let finding):
            let line = "FAILED \(finding.rule) \(finding.subject): \(finding.attempt)\n"
            return isTerminal ? "\r\u{1B}[K" + line : line
        }
    }

    /// What ends the bar.
    public var end: String { isTerminal ? "\r\u{1B}[K" : "" }
}
