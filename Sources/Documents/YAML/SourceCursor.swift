/// Turns libyaml's marks, which count characters, into byte offsets.
///
/// Marks come almost in order, so moving from the last one costs the text once, not once a mark.
struct SourceCursor {
    private let source: UnsafeBufferPointer<UInt8>
    private var character = 0
    private var offset = 0

    init(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
    }

    mutating func offset(ofCharacter index: Int) -> Int {
        while character < index, offset < source.count {
            repeat { offset += 1 } while offset < source.count && isContinuation(source[offset])
            character += 1
        }
        while character > index, offset > 0 {
            repeat { offset -= 1 } while offset > 0 && isContinuation(source[offset])
            character -= 1
        }
        return offset
    }

    private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
