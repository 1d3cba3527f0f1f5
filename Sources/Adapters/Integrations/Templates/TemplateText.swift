/// The text of one scalar, cut into plain text and paths: `${task.title}` is a path, `$${` a plain "${".
struct TemplateText: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case plain(String)
        case path(Path)
    }

    private(set) var pieces: [Piece] = []
    /// What stands between "${" and "}" and is no path, or has no "}".
    private(set) var faults: [String] = []

    init(_ text: String) {
        var rest = text[...]
        while let mark = rest.firstRange(of: "${") {
            let before = rest[..<mark.lowerBound]
            if before.hasSuffix("$") {
                append(before.dropLast() + "${")
                rest = rest[mark.upperBound...]
                continue
            }
            append(before)
            let inside = rest[mark.upperBound...].prefix { $0 != "}" }
            rest = rest[inside.endIndex...]
            if rest.isEmpty {
                faults.append("${\(inside)")
                return
            }
            rest = rest.dropFirst()
            if let path = Path(String(inside)) { pieces.append(.path(path)) } else { faults.append("${\(inside)}") }
        }
        append(rest)
    }

    var paths: [Path] { pieces.compactMap { if case .path(let path) = $0 { path } else { nil } } }

    /// The path, if the text is that and nothing else.
    var onlyPath: Path? {
        if pieces.count == 1, case .path(let path) = pieces[0] { path } else { nil }
    }

    /// The text if there is no path in it.
    var literal: String? {
        let texts = pieces.compactMap { if case .plain(let text) = $0 { text } else { nil } }
        return texts.count == pieces.count ? texts.joined() : nil
    }

    private mutating func append(_ text: some StringProtocol) {
        guard !text.isEmpty else { return }
        if case .plain(let before)? = pieces.last {
            pieces[pieces.count - 1] = .plain(before + text)
        } else {
            pieces.append(.plain(String(text)))
        }
    }
}
