import CLibYAML
import JSON

extension Reading {
    /// Notes that the node that comes next on the tape is called `anchor`.
    mutating func remember(_ anchor: UnsafeMutablePointer<UInt8>?, at position: Int) throws(Halt) {
        guard let anchor else { return }
        let name = String(cString: anchor)
        _ = checkEnd(of: "&" + name, from: position)
        anchors[name] = builder.count
        guard anchors.count <= limits.anchors else {
            throw halt("yaml-anchors", "more than \(limits.anchors) anchors", at: position)
        }
    }

    /// YAML 1.1 ends a name at ":" and a few other characters that belong to it in YAML 1.2.
    private mutating func checkEnd(of text: String, from position: Int) -> Bool {
        let start = source[position...].firstRange(of: text.utf8)?.lowerBound ?? position
        let end = start + text.utf8.count
        guard end < source.count, "?:%@`".utf8.contains(source[end]) else { return true }
        report(
            "yaml-anchor", "the name \"\(text)\" is followed by \"\(Unicode.Scalar(source[end]))\"",
            help: "put a space behind the name; it holds letters, digits, - and _ only", at: start)
        return false
    }

    /// Puts a copy of the anchored node in the alias's place.
    mutating func readAlias(_ event: yaml_event_t) throws(Halt) {
        let position = position(event)
        let name = event.data.alias.anchor.map { String(cString: $0) } ?? ""
        if checkEnd(of: "*" + name, from: position), let index = target(of: name, at: position) {
            try spend(index, at: position)
            builder.appendCopy(of: index, at: expectsKey ? position : nil)
        } else if expectsKey {
            builder.append(string: Self.placeholder(position), at: position)
        } else {
            builder.appendNull(at: position)
        }
        didReadNode()
    }

    /// The tape index that the alias stands for, if it is one that can stand here.
    private mutating func target(of name: String, at position: Int) -> Int? {
        guard let index = anchors[name] else {
            let near = Suggestion.nearest(to: name, among: anchors.keys.sorted())
            report(
                "yaml-alias", "no anchor \"&\(name)\" before this alias", help: near.map { "did you mean \"*\($0)\"?" },
                at: position)
            return nil
        }
        if builder.isOpen(index) {
            report("yaml-alias", "the alias \"*\(name)\" stands inside the value it stands for", at: position)
            return nil
        }
        if expectsKey, builder.kind(of: index) != .string {
            report("yaml-key", "a key must be a text, \"*\(name)\" is none", at: position)
            return nil
        }
        return index
    }

    /// Aliases of aliases grow a file without bound ("billion laughs"), so what they stand for is counted.
    private mutating func spend(_ index: Int, at position: Int) throws(Halt) {
        aliasNodes += builder.span(of: index)
        guard aliasNodes <= limits.aliasNodes else {
            throw halt(
                "yaml-alias-nodes", "the aliases stand for more than \(limits.aliasNodes) values", at: position)
        }
        guard frames.count + builder.height(of: index) <= limits.depth else {
            throw tooDeep(at: position)
        }
    }
}
