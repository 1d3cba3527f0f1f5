extension Node {
    @inlinable public var file: String? { storage.file }

    /// Where the value starts in the source, as a byte offset; nil if it came from no text.
    public var offset: Int? {
        let position = entry.position
        return position == TapeEntry.none ? nil : Int(position)
    }

    /// Where the value starts; nil if it came from no file.
    public var location: SourceLocation? {
        guard let file, let offset, let lines = storage.lines else { return nil }
        return storage.withSource { lines.location(of: offset, in: $0, file: file) }
    }

    /// The text of the line the value starts on; nil if it came from no file or the line is over 1000 bytes long.
    public var sourceLine: String? {
        guard let offset, let lines = storage.lines else { return nil }
        return storage.withSource { lines.line(of: offset, in: $0) }
    }
}
