/// A JSON or YAML document, immutable and cheap to pass around: a flat tape of nodes over one buffer of bytes.
///
/// No tree of objects is built. Copies share the storage; any number of threads may read it.
public struct Document: Sendable {
    @usableFromInline let storage: DocumentStorage

    @inlinable init(storage: DocumentStorage) {
        self.storage = storage
    }

    /// The outermost value.
    @inlinable public var root: Node { Node(storage: storage, index: 0) }

    /// The file it was read from, as shown in diagnostics.
    @inlinable public var file: String? { storage.file }

    /// Tells documents apart for as long as they are held: copies have the same.
    package var identity: ObjectIdentifier { ObjectIdentifier(storage) }

    /// Whether the bytes of `text` occur in the source or in a string; a quick way to be sure that a name is not there.
    package func mayHold(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { needle in
            guard let first = needle.first else { return true }
            return storage.bytes.withUnsafeBufferPointer { bytes in
                bytes.indices.dropLast(max(0, needle.count - 1)).contains { index in
                    bytes[index] == first && bytes[index..<index + needle.count].elementsEqual(needle)
                }
            }
        }
    }

    /// The document that holds `value`; its nodes have no place.
    public init(_ value: JSONValue) {
        var builder = DocumentBuilder()
        builder.append(value)
        self = builder.finish()
    }
}

/// What the nodes of one document share.
@usableFromInline
final class DocumentStorage: Sendable {
    @usableFromInline let entries: [TapeEntry]
    /// The source text, a NUL, then every text that the source does not hold literally (unescaped strings).
    @usableFromInline let bytes: [UInt8]
    @usableFromInline let file: String?
    let sourceCount: Int
    /// Line starts, if the document came from a file.
    let lines: SourceLines?

    init(entries: [TapeEntry], bytes: [UInt8], sourceCount: Int, file: String?) {
        self.entries = entries
        self.bytes = bytes
        self.sourceCount = sourceCount
        self.file = file
        lines = file.map { _ in
            bytes.withUnsafeBufferPointer { SourceLines(UnsafeBufferPointer(rebasing: $0[..<sourceCount])) }
        }
    }

    func withSource<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<sourceCount])) }
    }
}
