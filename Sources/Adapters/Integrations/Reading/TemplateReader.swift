import JSON

/// Compiles the values of a request, and reports paths that lead nowhere.
struct TemplateReader {
    let roots: PathRoots

    /// A text with paths in it.
    func text(_ node: Node?, _ pointer: JSONPointer, log: inout Diagnostics) -> TemplateText {
        guard let node, let string = node.string else { return TemplateText("") }
        let text = TemplateText(string)
        for fault in text.faults {
            log.append(
                Diagnostic(
                    code: "path-syntax", "\(fault) is not a path", help: "write names joined by dots: ${task.title}",
                    at: node, pointer: pointer.description))
        }
        for path in text.paths { check(path, node, pointer, log: &log) }
        return text
    }

    func template(_ node: Node, _ pointer: JSONPointer, log: inout Diagnostics) -> Template {
        switch node.kind {
        case .string:
            let text = text(node, pointer, log: &log)
            if let path = text.onlyPath { return .value(path) }
            return text.literal.map { .literal(.string($0)) } ?? .text(text)
        case .array:
            return .list(
                node.elements.enumerated().map { template($0.element, pointer.appending($0.offset), log: &log) })
        case .object: return object(node, pointer, log: &log)
        default: return .literal(JSONValue(node))
        }
    }

    private func object(_ node: Node, _ pointer: JSONPointer, log: inout Diagnostics) -> Template {
        if node["$for_each"] != nil { return forEach(node, pointer, log: &log) }
        if node["$text"] != nil { return lines(node, pointer, log: &log) }
        return .object(
            node.members.map { member in
                let name = member.key.string ?? ""
                if name.hasPrefix("$") { report(name, member.key, pointer, log: &log) }
                return Template.Member(name: name, value: template(member.value, pointer.appending(name), log: &log))
            })
    }

    private func forEach(_ node: Node, _ pointer: JSONPointer, log: inout Diagnostics) -> Template {
        checkKeys(of: node, among: ["$for_each", "$as", "$most", "$yield"], pointer, log: &log)
        let name = node["$as"]?.string ?? "item"
        let items = text(node["$for_each"], pointer.appending("$for_each"), log: &log)
        guard let path = items.onlyPath, Path(name)?.members.isEmpty == true, let yield = node["$yield"] else {
            log.append(
                Diagnostic(
                    code: "wrong-for-each", "$for_each is not complete",
                    help: "write $for_each: \"${findings}\", $as: a name, $yield: what each becomes",
                    at: node, pointer: pointer.description))
            return .literal(.null)
        }
        let members = path.text == "findings" ? DeliveryScope.findingMembers : nil
        let inner = TemplateReader(roots: roots.adding(name, members: members))
        return .forEach(
            Template.Loop(
                items: path, name: name, most: number("$most", of: node, pointer, log: &log) ?? 100,
                element: inner.template(yield, pointer.appending("$yield"), log: &log)))
    }

    private func lines(_ node: Node, _ pointer: JSONPointer, log: inout Diagnostics) -> Template {
        checkKeys(of: node, among: ["$text", "$escape", "$limit", "$single_line"], pointer, log: &log)
        let elements = node["$text"]?.elements.map { $0 } ?? []
        var escape = Escape.none
        if let named = node["$escape"] {
            if let known = named.string.flatMap(Escape.init(rawValue:)) {
                escape = known
            } else {
                wrong(
                    "$escape", "one of \(Escape.allCases.map(\.rawValue).joined(separator: ", "))", named, pointer, &log
                )
            }
        }
        if elements.isEmpty { wrong("$text", "a list of lines", node["$text"] ?? node, pointer, &log) }
        return .lines(
            Template.Lines(
                elements: elements.enumerated().map {
                    template($0.element, pointer.appending("$text").appending($0.offset), log: &log)
                },
                escape: escape, limit: number("$limit", of: node, pointer, log: &log) ?? 100_000,
                isSingleLine: node["$single_line"]?.bool ?? false))
    }

    private func number(_ key: String, of node: Node, _ pointer: JSONPointer, log: inout Diagnostics) -> Int? {
        guard let value = node[key] else { return nil }
        if let number = value.int, (1...1_000_000).contains(number) { return number }
        wrong(key, "a whole number from 1 to 1000000", value, pointer, &log)
        return nil
    }

    private func checkKeys(of node: Node, among known: [String], _ pointer: JSONPointer, log: inout Diagnostics) {
        for (key, _) in node.members where !known.contains(key.string ?? "") {
            report(key.string ?? "", key, pointer, among: known, log: &log)
        }
    }

    private func check(_ path: Path, _ node: Node, _ pointer: JSONPointer, log: inout Diagnostics) {
        guard let (message, help) = roots.fault(in: path) else { return }
        log.append(
            Diagnostic(
                code: "unknown-path", "${\(path.text)}: \(message)", help: help, at: node,
                pointer: pointer.description))
    }
}

extension TemplateReader {
    private static let words = ["$for_each", "$text"]

    fileprivate func report(
        _ name: String, _ key: Node, _ pointer: JSONPointer, among known: [String] = words, log: inout Diagnostics
    ) {
        log.append(
            Diagnostic(
                code: "unknown-key", "\"\(name)\" has no meaning here",
                help: Suggestion.nearest(to: name, among: known).map { "did you mean \"\($0)\"?" }
                    ?? "known are \(known.joined(separator: ", "))",
                at: key, pointer: pointer.description))
    }

    fileprivate func wrong(
        _ key: String, _ wanted: String, _ node: Node, _ pointer: JSONPointer, _ log: inout Diagnostics
    ) {
        log.append(
            Diagnostic(
                code: "wrong-value", "\(key) must be \(wanted)", at: node,
                pointer: pointer.appending(key).description))
    }
}
