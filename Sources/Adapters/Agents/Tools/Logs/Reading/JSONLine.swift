import JSON

/// Reads a line that is one JSON object, by the names that loggers and proxies give their members.
///
/// A name may lead into objects within: `log.level` is a member of that name, or `level` in `log`.
struct JSONLine {
    let times: LogTime
    /// What a duration counts whose name and value do not say so.
    let unit: DurationWord.Unit

    static let limits = JSONLimits(bytes: 1 << 20, depth: 32, nodes: 10_000)

    func read(_ line: UnsafeBufferPointer<UInt8>) -> LogRecord? {
        guard let root = try? Document.json(line, limits: Self.limits).root, root.kind == .object else { return nil }
        var record = LogRecord(.json)
        record.time = Self.first(Self.times, in: root).flatMap(time)
        record.level = Self.first(Self.levels, in: root).flatMap(Self.level)
        record.status = Self.first(Self.statuses, in: root).flatMap(Self.whole).flatMap {
            (100...999).contains($0) ? $0 : nil
        }
        record.method = Self.first(Self.methods, in: root).flatMap { Self.text($0, 32) }
        record.path = Self.first(Self.paths, in: root).flatMap { Self.text($0, LogRecord.longestText) }.map(Self.path)
        record.client = Self.first(Self.clients, in: root).flatMap { Self.text($0, 255) }
        record.bytes = Self.first(Self.sizes, in: root).flatMap(Self.whole).flatMap { $0 >= 0 ? $0 : nil }
        record.milliseconds = duration(in: root)
        record.message = Self.first(Self.messages, in: root).flatMap { Self.text($0, LogRecord.longestText) }
        return record
    }

    private static let times = ["time", "timestamp", "ts", "@timestamp", "datetime", "date", "t"]
    private static let levels = ["level", "severity", "lvl", "levelname", "loglevel", "log.level", "severity_text"]
    private static let messages = ["message", "msg", "event", "text", "body", "log"]
    private static let statuses = [
        "status", "status_code", "statusCode", "http_status", "res.statusCode", "response.status",
        "http.response.status_code", "httpRequest.status",
    ]
    private static let methods = [
        "method", "request_method", "req.method", "request.method", "http.request.method", "httpRequest.requestMethod",
    ]
    private static let paths = [
        "path", "uri", "url", "request_uri", "req.url", "request.uri", "request.path", "url.path", "http.target",
        "httpRequest.requestUrl",
    ]
    private static let clients = [
        "client", "client_ip", "remote_addr", "remote_ip", "ip", "clientip", "req.remoteAddress", "request.remote_ip",
        "client.address", "source.ip", "httpRequest.remoteIp",
    ]
    private static let sizes = [
        "bytes", "body_bytes_sent", "bytes_sent", "size", "response_size", "http.response.body.bytes",
    ]
    /// Names that say the unit.
    private static let durations: [(String, DurationWord.Unit)] = [
        ("duration_ms", .milliseconds), ("latency_ms", .milliseconds), ("elapsed_ms", .milliseconds),
        ("response_time_ms", .milliseconds), ("took_ms", .milliseconds), ("responseTime", .milliseconds),
        ("durationMs", .milliseconds), ("duration_us", .microseconds), ("latency_us", .microseconds),
        ("duration_ns", .nanoseconds), ("event.duration", .nanoseconds), ("duration_s", .seconds),
        ("request_time", .seconds), ("upstream_response_time", .seconds), ("duration_seconds", .seconds),
    ]
    /// Names that do not.
    private static let unclearDurations = ["duration", "latency", "elapsed", "response_time", "took"]

    private static func first(_ names: [String], in root: Node) -> Node? {
        for name in names {
            if let node = member(name, of: root) { return node }
        }
        return nil
    }

    private static func member(_ name: String, of root: Node) -> Node? {
        if let node = root[name] { return node.kind == .object || node.isNull ? nil : node }
        guard name.contains(".") else { return nil }
        var node = root
        for part in name.split(separator: ".") {
            guard let next = node[String(part)] else { return nil }
            node = next
        }
        return node.kind == .object || node.isNull ? nil : node
    }

    private static func text(_ node: Node, _ limit: Int) -> String? {
        guard let text = node.string ?? node.numberText, !text.isEmpty else { return nil }
        return text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit), as: UTF8.self)
    }

    private static func whole(_ node: Node) -> Int? {
        node.int ?? node.double.flatMap { Int(exactly: $0) } ?? node.string.flatMap { Int($0) }
    }

    private static func level(_ node: Node) -> LogLevel? {
        node.string.flatMap { LogLevel(word: $0.utf8) } ?? whole(node).flatMap(LogLevel.init(number:))
    }

    /// Without the query and, for a whole URL, without scheme and host.
    private static func path(_ text: String) -> String {
        var path = text.prefix { $0 != "?" && $0 != "#" }
        if let scheme = path.range(of: "://") {
            let host = path[scheme.upperBound...]
            path = host.firstIndex(of: "/").map { host[$0...] } ?? "/"
        }
        return String(path)
    }

    /// A text as in other logs, or the seconds or milliseconds since 1970.
    private func time(_ node: Node) -> Int? {
        if let number = node.double { return Self.time(number) }
        return node.string.flatMap { text in
            if let number = Double(text) { return Self.time(number) }
            var text = text
            return text.withUTF8 { bytes in
                var bytes = LogBytes(bytes)
                return times.read(&bytes)
            }
        }
    }

    /// Seconds up to the year 5138, milliseconds, microseconds and nanoseconds beyond: the ranges do not overlap.
    private static func time(_ number: Double) -> Int? {
        switch number {
        case 0..<1e11: Int(number * 1e3)
        case 1e11..<1e14: Int(number)
        case 1e14..<1e17: Int(number / 1e3)
        case 1e17..<9e18: Int(number / 1e6)
        default: nil
        }
    }

    private func duration(in root: Node) -> Double? {
        for (name, unit) in Self.durations {
            if let node = Self.member(name, of: root) { return Self.milliseconds(node, unit) }
        }
        return Self.first(Self.unclearDurations, in: root).flatMap { Self.milliseconds($0, unit) }
    }

    private static func milliseconds(_ node: Node, _ unit: DurationWord.Unit) -> Double? {
        if let number = node.double { return number.isFinite && number >= 0 ? number * unit.milliseconds : nil }
        return node.string.flatMap { DurationWord.milliseconds(Array($0.utf8), unit: unit) }
    }
}

extension Substring {
    /// The first occurrence of `text`.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
