extension Document {
    /// Reads one JSON text, strictly by RFC 8259, in UTF-8 without byte order mark.
    ///
    /// Member names must be unique in their object and escapes must stand for Unicode scalars. Numbers of any size
    /// are kept exactly. The error says what is wrong first, and where.
    public static func json(
        _ bytes: some Collection<UInt8>, limits: JSONLimits = .init(), file: String? = nil
    ) throws(JSONSyntaxError) -> Document {
        if let result = bytes.withContiguousStorageIfAvailable({ read($0, limits: limits, file: file) }) {
            return try result.get()
        }
        return try Array(bytes).withUnsafeBufferPointer { read($0, limits: limits, file: file) }.get()
    }

    private static func read(
        _ source: UnsafeBufferPointer<UInt8>, limits: JSONLimits, file: String?
    ) -> Result<Document, JSONSyntaxError> {
        let limit = min(limits.bytes, Int(TapeEntry.none) / 2)
        guard source.count <= limit else {
            let message = "the text has \(source.count) bytes, at most \(limit) are allowed"
            return .failure(JSONSyntaxError(message, at: 0, in: source))
        }
        do throws(JSONSyntaxError) {
            if let document = try SimdJSONReader.read(source, limits: limits, file: file) { return .success(document) }
            // simdjson gives no place with its errors, and refuses some numbers that RFC 8259 allows.
            var scanner = JSONScanner(source, limits: limits, file: file)
            return .success(try scanner.scan())
        } catch {
            return .failure(error)
        }
    }
}
