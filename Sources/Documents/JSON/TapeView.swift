/// A document's tape as plain memory, for code that visits every value and cannot afford reference counts.
///
/// The pointers are good only while `Node.withTape` runs; the document is held meanwhile.
@usableFromInline
package struct TapeView {
    @usableFromInline package let document: Document
    /// The tape's first entry.
    @usableFromInline package let entries: UnsafePointer<TapeEntry>
    /// What strings on the tape are offsets into, and where it ends.
    @usableFromInline package let bytes: UnsafePointer<UInt8>
    @usableFromInline package let end: UnsafePointer<UInt8>

    @inlinable
    init?(document: Document, entries: UnsafeBufferPointer<TapeEntry>, bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = entries.baseAddress else { return nil }
        self.document = document
        self.entries = start
        // A document without any text has no bytes to point at, and no string that would be read.
        self.bytes = bytes.baseAddress ?? UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
        end = self.bytes + bytes.count
    }

    /// The node at `entry`.
    @inlinable package func node(at entry: UnsafePointer<TapeEntry>) -> Node {
        Node(storage: document.storage, index: entry - entries)
    }

    /// The entry of a node of the same document.
    @inlinable package func entry(of node: Node) -> UnsafePointer<TapeEntry> { entries + node.index }

    /// The bytes of the string at `entry`.
    @inlinable package func text(of entry: UnsafePointer<TapeEntry>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(entry.pointee.low), count: Int(entry.pointee.high))
    }
}

extension Node {
    /// Runs `body` on the tape of this node's document; nil if that has no nodes, which no document is without.
    @inlinable package func withTape<Result>(_ body: (TapeView) -> Result) -> Result? {
        storage.entries.withUnsafeBufferPointer { entries in
            storage.bytes.withUnsafeBufferPointer { bytes in
                TapeView(document: Document(storage: storage), entries: entries, bytes: bytes).map(body)
            }
        }
    }
}
