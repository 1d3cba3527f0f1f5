public import JSON

/// Reads YAML 1.2 as the data of JSON, with the place of every value.
public enum YAMLReader {
    /// Reads one document; every mistake found is thrown at once.
    ///
    /// Plain scalars mean what the core schema says (YAML 1.2.2 section 10.3): `no` is a string, `0o17` is 15.
    /// Refused: duplicate keys, merge keys, keys that are not scalars, tags outside the core schema, infinities and
    /// NaN, more than one document, no document. A file called `*.json` is read as strict JSON.
    public static func read(
        _ bytes: [UInt8], file: String, limits: YAMLLimits = .init()
    ) throws(Diagnostics) -> Document {
        if file.hasSuffix(".json") { return try readJSON(bytes, file: file, limits: limits) }
        return try bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(Diagnostics) in
                let source = try text(of: bytes, file: file, limits: limits)
                var reading = Reading(source, file: file, limits: limits)
                return try reading.document()
            }
        }.get()
    }

    /// Reads one document whose only mistakes may be keys that occur twice: they are told, and the first of each counts.
    ///
    /// - Returns: the document, nil if it has any other mistake, and every mistake found.
    public static func readTelling(
        _ bytes: [UInt8], file: String, limits: YAMLLimits = .init()
    ) -> (document: Document?, mistakes: [Diagnostic]) {
        do throws(Diagnostics) {
            if file.hasSuffix(".json") { return (try readJSON(bytes, file: file, limits: limits), []) }
            return try bytes.withUnsafeBufferPointer { bytes in
                Result { () throws(Diagnostics) in
                    var reading = Reading(try text(of: bytes, file: file, limits: limits), file: file, limits: limits)
                    return reading.documentWithRepeatedKeys()
                }
            }.get()
        } catch {
            return (nil, error.items)
        }
    }

    /// The bytes after a byte order mark, if they are few enough and not UTF-16 or UTF-32.
    private static func text(
        of bytes: UnsafeBufferPointer<UInt8>, file: String, limits: YAMLLimits
    ) throws(Diagnostics) -> UnsafeBufferPointer<UInt8> {
        let start = SourceLocation(file: file, line: 1, column: 1)
        guard bytes.count <= limits.bytes else {
            throw Diagnostics([
                Diagnostic(
                    code: "yaml-bytes", "the file has \(bytes.count) bytes, at most \(limits.bytes) are allowed",
                    location: start)
            ])
        }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0, 0, 0xFE]) {
            throw Diagnostics([
                Diagnostic(
                    code: "yaml-encoding", "the file is not UTF-8", help: "save it as UTF-8", location: start)
            ])
        }
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        return UnsafeBufferPointer(rebasing: bytes[(isMarked ? 3 : 0)...])
    }

    /// JSON is YAML, but libyaml is YAML 1.1: it does not know JSON's surrogate pairs, for one.
    private static func readJSON(_ bytes: [UInt8], file: String, limits: YAMLLimits) throws(Diagnostics) -> Document {
        do {
            let jsonLimits = JSONLimits(bytes: limits.bytes, depth: limits.depth, nodes: limits.nodes)
            return try Document.json(bytes, limits: jsonLimits, file: file)
        } catch {
            let line = bytes.withUnsafeBufferPointer { SourceLines($0).line(of: error.offset, in: $0) }
            let location = SourceLocation(file: file, line: error.line, column: error.column)
            throw Diagnostics([
                Diagnostic(code: "json-syntax", error.message, location: location, sourceLine: line)
            ])
        }
    }
}
