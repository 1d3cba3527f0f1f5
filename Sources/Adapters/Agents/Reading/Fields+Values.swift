import JSON

extension Fields {
    /// A text that is not empty.
    func text(_ key: String, log: inout Diagnostics) -> Sourced<String>? {
        place(key).flatMap { Self.text($0, log: &log) }
    }

    /// A text, or a list of texts.
    func texts(_ key: String, log: inout Diagnostics) -> [Sourced<String>]? {
        guard let place = place(key) else { return nil }
        if place.node.kind == .string { return Self.text(place, log: &log).map { [$0] } }
        return elements(key, log: &log)?.compactMap { Self.text($0, log: &log) }
    }

    func elements(_ key: String, log: inout Diagnostics) -> [Sourced<Node>]? {
        guard let place = place(key) else { return nil }
        guard place.node.kind == .array else {
            log.append(Self.wrongKind(place, wanted: "a list"))
            return nil
        }
        return place.node.elements.enumerated().map {
            Sourced(value: $0.element, node: $0.element, path: "\(place.path)[\($0.offset)]")
        }
    }

    func flag(_ key: String, log: inout Diagnostics) -> Bool? {
        guard let place = place(key) else { return nil }
        if let flag = place.node.bool { return flag }
        log.append(Self.wrongKind(place, wanted: "true or false"))
        return nil
    }

    /// One of a few words.
    func word(_ key: String, among known: [String], log: inout Diagnostics) -> String? {
        guard let word = text(key, log: &log) else { return nil }
        if known.contains(word.value) { return word.value }
        log.append(
            Diagnostic(
                code: "unknown-word",
                "\(word.path) must be \(known.joined(separator: " or ")), not \(Self.shown(word.node))",
                help: Suggestion.nearest(to: word.value, among: known).map { "did you mean \"\($0)\"?" }, at: word))
        return nil
    }

    func integer(_ key: String, in range: ClosedRange<Int>, log: inout Diagnostics) -> Int? {
        guard let place = place(key) else { return nil }
        if let number = place.node.int, range.contains(number) { return number }
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        log.append(
            Diagnostic(
                code: "wrong-number", "\(place.path) must be \(wanted), not \(Self.shown(place.node))", at: place))
        return nil
    }

    func duration(_ key: String, log: inout Diagnostics) -> Duration? {
        guard let place = place(key) else { return nil }
        if let text = place.node.string, let duration = DurationText.parse(text) { return duration }
        let wanted = "a duration from 1ms to 24h, such as 500ms, 30s, 2m or 1h"
        log.append(
            Diagnostic(
                code: "wrong-duration", "\(place.path) must be \(wanted), not \(Self.shown(place.node))",
                help: place.node.int.map { "did you mean \"\($0)s\"?" }, at: place))
        return nil
    }

    private static func text(_ place: Sourced<Node>, log: inout Diagnostics) -> Sourced<String>? {
        guard let text = place.node.string else {
            log.append(
                wrongKind(place, wanted: "a text", help: place.node.numberText.map { "write \"\($0)\" in quotes" }))
            return nil
        }
        if text.isEmpty {
            log.append(Diagnostic(code: "wrong-kind", "\(place.path) must not be empty", at: place))
            return nil
        }
        return place.map { _ in text }
    }

    /// A scalar as it is written, anything else by its kind.
    private static func shown(_ node: Node) -> String {
        switch node.kind {
        case .string: "\"\(node.string ?? "")\""
        case .integer, .number: node.numberText ?? ""
        default: node.kindName
        }
    }
}
