import JSON

/// A command line of curl, read as the request it sends; options that have no part in that are kept as they are.
public struct CurlLine: Sendable, Equatable {
    /// One word of the line, or an option with its value.
    private enum Part: Sendable, Equatable {
        case word(String)
        case url(String)
        case method(String, isAttached: Bool)
        case header(name: String, value: String)
        case data(option: String, text: String)

        var urlText: String? { if case .url(let text) = self { text } else { nil } }
        var methodText: String? { if case .method(let text, _) = self { text } else { nil } }
        var dataText: String? { if case .data(_, let text) = self { text } else { nil } }
    }

    private var parts: [Part]

    /// Why a line cannot be read.
    public struct Problem: Error, Equatable {
        public let message: String
    }

    /// Options whose value is the next word and no part of the request that is looked at here.
    private static let taking: Set<String> = [
        "-A", "--user-agent", "-b", "--cookie", "-c", "--cookie-jar", "-e", "--referer", "-E", "--cert", "-K",
        "--config",
        "-m", "--max-time", "-o", "--output", "-u", "--user", "-w", "--write-out", "-x", "--proxy", "--cacert", "--key",
        "--connect-timeout", "--retry", "--retry-delay", "--resolve", "--interface", "--limit-rate", "--oauth2-bearer",
        "-D", "--dump-header", "--unix-socket", "--max-redirs", "--ciphers", "--tls-max", "-r", "--range",
    ]
    private static let data: Set<String> = ["-d", "--data", "--data-raw", "--data-ascii", "--data-binary", "--json"]
    private static let unread: Set<String> = ["-F", "--form", "-T", "--upload-file", "--next", "-:"]

    /// - Parameters:
    ///   - words: the words after the shell has read them, "curl" first.
    ///   - read: the content of a file that `@name` refers to.
    /// - Throws: what cannot be read as one request.
    public init(_ words: [String], read: (String) throws -> String) throws {
        guard let first = words.first, first == "curl" || first.hasSuffix("/curl") else {
            throw Problem(message: "the line must begin with curl")
        }
        parts = [.word(first)]
        var rest = words.dropFirst()
        while let word = rest.popFirst() { try take(word, &rest, read) }
        guard target != nil else { throw Problem(message: "the line names no URL") }
        guard parts.count(where: { $0.urlText != nil }) == 1 else {
            throw Problem(message: "the line names more than one URL")
        }
    }

    private mutating func take(
        _ word: String, _ rest: inout ArraySlice<String>, _ read: (String) throws -> String
    ) throws {
        func value(_ option: String) throws(Problem) -> String {
            guard let value = rest.popFirst() else { throw Problem(message: "\(option) needs a value") }
            return value
        }
        if Self.unread.contains(word) { throw Problem(message: "\(word) is not understood; send the body with --data") }
        if word == Self.encoding {
            parts.append(.data(option: word, text: try Self.field(value(word), read)))
        } else if Self.data.contains(word) {
            parts.append(.data(option: word, text: try text(value(word), of: word, read)))
        } else if word == "-X" || word == "--request" {
            parts.append(.method(try value(word), isAttached: false))
        } else if word == "-H" || word == "--header" {
            parts.append(Self.header(try value(word)))
        } else if word == "--url" {
            parts.append(.url(try value(word)))
        } else if Self.taking.contains(word) {
            parts += [.word(word), .word(try value(word))]
        } else if word.hasPrefix("-X"), word.count > 2 {
            parts.append(.method(String(word.dropFirst(2)), isAttached: true))
        } else if word.hasPrefix("-d"), word.count > 2, !word.hasPrefix("--") {
            parts.append(.data(option: "-d", text: try text(String(word.dropFirst(2)), of: "-d", read)))
        } else if word.hasPrefix("-H"), word.count > 2 {
            parts.append(Self.header(String(word.dropFirst(2))))
        } else {
            parts.append(word.hasPrefix("-") ? .word(word) : .url(word))
        }
    }

    private func text(_ value: String, of option: String, _ read: (String) throws -> String) throws -> String {
        guard value.hasPrefix("@"), option != "--data-raw" else { return value }
        let text = try read(String(value.dropFirst()))
        // curl takes line ends out of files, but not with --data-binary and --json.
        return ["--data-binary", "--json"].contains(option) ? text : text.filter { $0 != "\n" && $0 != "\r\n" }
    }

    /// Encodes what it is given, but for a name before "=".
    private static let encoding = "--data-urlencode"

    /// What curl makes of "content", "=content", "name=content", "@file" and "name@file".
    private static func field(_ value: String, _ read: (String) throws -> String) throws -> String {
        let mark = value.firstIndex(of: "=") ?? value.firstIndex(of: "@")
        let name = mark.map { value[..<$0] } ?? ""
        let content = mark.map { String(value[value.index(after: $0)...]) } ?? value
        let text = PercentCoding.encoded(mark.map { value[$0] } == "@" ? try read(content) : content)
        return name.isEmpty ? text : "\(name)=\(text)"
    }

    /// What is given to the option for a field.
    private static func content(_ field: String) -> String {
        let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let text = PercentDecoding.decode(parts.last ?? "") ?? ""
        return parts.count > 1 ? "\(parts[0])=\(text)" : "=\(text)"
    }

    private static func header(_ text: String) -> Part {
        let pieces = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return .header(
            name: String(pieces[0]), value: pieces.count > 1 ? String(pieces[1][...].trimmed) : "")
    }

    private var target: String? {
        parts.lazy.compactMap(\.urlText).first
    }

    private var isJSON: Bool {
        parts.contains { if case .data("--json", _) = $0 { true } else { false } }
    }

    private func has(_ words: String...) -> Bool { parts.contains { part in words.contains { part == .word($0) } } }
}

extension CurlLine {
    /// The request that curl would send, without what the connection needs.
    public var request: Request {
        let (_, path, query) = Self.pieces(target ?? "")
        var headers = HeaderFields()
        for case .header(let name, let value) in parts { headers.add(name, value) }
        let texts = parts.compactMap(\.dataText)
        let isGet = has("-G", "--get")
        let body = isGet ? "" : texts.joined(separator: isJSON ? "" : "&")
        if headers["content-type"] == nil, !texts.isEmpty, !isGet {
            headers.add("Content-Type", isJSON ? "application/json" : "application/x-www-form-urlencoded")
        }
        let queries = [query].compactMap(\.self) + (isGet ? texts : [])
        return Request(
            method: method ?? impliedMethod, path: path, query: queries.isEmpty ? nil : queries.joined(separator: "&"),
            headers: headers, body: Array(body.utf8))
    }

    private var method: String? {
        parts.lazy.compactMap(\.methodText).last
    }

    private var impliedMethod: String {
        if has("-I", "--head") { return "HEAD" }
        let sends = parts.contains { $0.dataText != nil }
        return sends && !has("-G", "--get") ? "POST" : "GET"
    }

    /// The line that sends a mended request in place of its own.
    public func sending(_ mended: Request) -> CurlLine {
        var line = self
        let old = request
        if mended.method != old.method { line.set(method: mended.method) }
        if mended.path != old.path || mended.query != old.query { line.set(path: mended.path, query: mended.query) }
        for (name, value) in mended.headers.fields where old.headers[name] != value { line.set(name, value) }
        if mended.body != old.body { line.set(body: String(decoding: mended.body, as: UTF8.self)) }
        return line
    }

    private mutating func set(method: String) {
        parts.removeAll { $0.methodText != nil }
        if method != impliedMethod { parts.insert(.method(method, isAttached: false), at: 1) }
    }

    private mutating func set(path: String, query: String?) {
        for (index, part) in parts.enumerated() {
            guard case .url(let text) = part else { continue }
            parts[index] = .url(Self.pieces(text).origin + path + (query.map { "?" + $0 } ?? ""))
        }
        if has("-G", "--get") {
            parts.removeAll { if case .data = $0 { true } else { $0 == .word("-G") || $0 == .word("--get") } }
        }
    }

    private mutating func set(_ name: String, _ value: String) {
        let known = parts.firstIndex {
            if case .header(let other, _) = $0 { other.lowercased() == name.lowercased() } else { false }
        }
        if let known {
            parts[known] = .header(name: name, value: value)
        } else {
            parts.append(.header(name: name, value: value))
        }
    }

    private mutating func set(body: String) {
        let first = parts.firstIndex { $0.dataText != nil } ?? parts.endIndex
        let old = parts.filter { $0.dataText != nil }
        parts.removeAll { $0.dataText != nil }
        let isEncoding = old.contains { if case .data(Self.encoding, _) = $0 { true } else { false } }
        let option = isJSON ? "--json" : "--data-raw"
        let new =
            isEncoding
            ? body.split(separator: "&").map { Self.part(String($0), among: old) }
            : [.data(option: option, text: body)]
        parts.insert(contentsOf: new, at: first)
    }

    /// A field as the line had it, else one that curl encodes; a "+" in it would become another octet.
    private static func part(_ field: String, among old: [Part]) -> Part {
        old.first { $0.dataText == field }
            ?? .data(option: field.contains("+") ? "--data-raw" : encoding, text: field)
    }

    /// What stands before the path, the path, and the query without "?"; a fragment is never sent.
    private static func pieces(_ url: String) -> (origin: String, path: String, query: String?) {
        let text = url.prefix { $0 != "#" }
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        let end = text[start...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
        let parts = text[end...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        return (String(text[..<end]), path.isEmpty ? "/" : path, parts.count > 1 ? String(parts[1]) : nil)
    }
}

extension CurlLine: CustomStringConvertible {
    /// The line as a shell of POSIX reads it back.
    public var description: String {
        parts.flatMap { part -> [String] in
            switch part {
            case .word(let text), .url(let text): [text]
            case .method(let text, let isAttached): isAttached ? ["-X" + text] : ["-X", text]
            case .header(let name, let value): ["-H", value.isEmpty ? name + ":" : "\(name): \(value)"]
            case .data(Self.encoding, let text): [Self.encoding, Self.content(text)]
            case .data(let option, let text):
                [text.hasPrefix("@") && option != "--json" ? "--data-raw" : option, text]
            }
        }.map(Self.quoted).joined(separator: " ")
    }

    /// A word between single quotes, unless it needs none (POSIX.1-2024, XCU 2.2.2).
    private static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "_@%+=:,./-".utf8.contains(byte)
        }
        if plain, !word.isEmpty { return word }
        return "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
