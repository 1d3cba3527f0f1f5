/// One value or member name on a document's tape: 20 bytes, no references.
///
/// A container is followed by its contents: elements, or alternating names and values.
///
/// | kind | low | high | extra |
/// |---|---|---|---|
/// | null | | | |
/// | boolean | 0 or 1 | | |
/// | integer | low and high: the Int64 | | offset of the text, if that is not the plain decimal form |
/// | number | low and high: the Double | | offset of the text |
/// | string | offset of the text | bytes of the text | |
/// | array, object | elements or members | entries of the container, itself included | |
@usableFromInline
package struct TapeEntry: Sendable {
    /// Stands for "no place" and "no text".
    @usableFromInline static let none = UInt32.max

    @usableFromInline package var kind: Node.Kind
    /// Byte offset of the value in the source.
    @usableFromInline package var position: UInt32
    @usableFromInline package var low: UInt32
    @usableFromInline package var high: UInt32
    @usableFromInline package var extra: UInt32

    @usableFromInline
    init(_ kind: Node.Kind, position: UInt32, low: UInt32 = 0, high: UInt32 = 0, extra: UInt32 = Self.none) {
        self.kind = kind
        self.position = position
        self.low = low
        self.high = high
        self.extra = extra
    }

    init(_ kind: Node.Kind, position: UInt32, bits: UInt64, extra: UInt32 = Self.none) {
        self.init(
            kind, position: position, low: UInt32(truncatingIfNeeded: bits),
            high: UInt32(truncatingIfNeeded: bits >> 32), extra: extra)
    }

    @inlinable package var bits: UInt64 { UInt64(high) << 32 | UInt64(low) }

    /// Entries from this one to the one behind its contents.
    @inlinable package var span: Int {
        switch kind {
        case .array, .object: Int(high)
        default: 1
        }
    }
}
