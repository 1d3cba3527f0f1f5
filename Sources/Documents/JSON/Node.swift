/// One value of a document: a cursor, two words wide.
///
/// Accessors return nil when the value is of another kind; nothing here throws.
public struct Node: Sendable {
    public enum Kind: String, Sendable {
        case null
        case boolean
        /// Fits in 64 bits and is written without fraction or exponent.
        case integer
        /// Every other number.
        case number
        case string
        case array
        case object
    }

    @usableFromInline let storage: DocumentStorage
    /// Index on the tape: the node's identity inside its document.
    public let index: Int

    @inlinable init(storage: DocumentStorage, index: Int) {
        self.storage = storage
        self.index = index
    }

    @inlinable var entry: TapeEntry { storage.entries[index] }

    public var document: Document { Document(storage: storage) }

    @inlinable public var kind: Kind { entry.kind }

    @inlinable public var isNull: Bool { entry.kind == .null }

    @inlinable public var bool: Bool? {
        let entry = entry
        return entry.kind == .boolean ? entry.low != 0 : nil
    }

    /// The value of an integer node; nil for "1.0" and for integers beyond 64 bits.
    @inlinable public var int: Int? {
        let entry = entry
        return entry.kind == .integer ? Int(Int64(bitPattern: entry.bits)) : nil
    }

    /// The nearest double of any number; infinite where the number is beyond the range of doubles.
    @inlinable public var double: Double? {
        let entry = entry
        switch entry.kind {
        case .integer: return Double(Int64(bitPattern: entry.bits))
        case .number: return Double(bitPattern: entry.bits)
        default: return nil
        }
    }

    /// The number as written, exact at any size: "1.50", "1e400".
    ///
    /// YAML's other notations appear as JSON writes them.
    public var numberText: String? {
        numberTextRange.map { String(decoding: storage.bytes[$0], as: UTF8.self) } ?? int.map { String($0) }
    }

    /// Where a number's text stands among the bytes, unless it is an integer in plain decimal form.
    var numberTextRange: Range<Int>? {
        let entry = entry
        guard entry.kind == .number || entry.kind == .integer, entry.extra != TapeEntry.none else { return nil }
        let tail = storage.bytes[Int(entry.extra)...]
        return tail.startIndex..<(tail.firstIndex { !NumberForm.isPart($0) } ?? tail.endIndex)
    }
}
