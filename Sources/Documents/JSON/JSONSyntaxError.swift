/// Why a text is not acceptable JSON, and where.
public struct JSONSyntaxError: Error, Sendable, Equatable {
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// 1-based line of the first offending byte.
    public var line: Int
    /// 1-based column, counted in Unicode scalars.
    public var column: Int
    /// 0-based byte offset.
    public var offset: Int

    public init(message: String, line: Int, column: Int, offset: Int) {
        self.message = message
        self.line = line
        self.column = column
        self.offset = offset
    }

    init(_ message: String, at offset: Int, in source: UnsafeBufferPointer<UInt8>) {
        let place = SourceText.place(of: offset, in: source)
        self.init(message: message, line: place.line, column: place.column, offset: offset)
    }
}
