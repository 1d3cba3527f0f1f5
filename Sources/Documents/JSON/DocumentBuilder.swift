/// Writes a tape from front to back: the only way a `Document` comes to be.
///
/// The caller appends values in document order; inside an object, names (as strings) and values alternate.
public struct DocumentBuilder {
    /// A member name used twice in one object: both indexes on the tape.
    public struct RepeatedName: Sendable, Equatable {
        public var first: Int
        public var second: Int
    }

    private(set) var entries: [TapeEntry] = []
    private(set) var bytes: [UInt8] = []
    private let file: String?
    private let sourceCount: Int
    /// Tape indexes of the containers that are still open.
    private var open: [Int] = []
    /// Indexes of one object's names, kept so that each object does not allocate its own.
    var names: [Int] = []

    /// A builder for a document without source text.
    init() {
        file = nil
        sourceCount = 0
        // Room for an answer of usual size, so that it does not grow in steps.
        entries.reserveCapacity(64)
        bytes.reserveCapacity(1_024)
    }

    /// A builder for a document read from `source`, with room for `capacity` nodes.
    public init(file: String?, source: UnsafeBufferPointer<UInt8>, capacity: Int = 0) {
        self.file = file
        sourceCount = source.count
        bytes.reserveCapacity(source.count + 1)
        bytes.append(contentsOf: source)
        bytes.append(0)  // ends a number that ends the text
        entries.reserveCapacity(capacity)
    }

    /// Nodes written so far, which is also the tape index of the next one.
    public var count: Int { entries.count }

    /// Containers that are open.
    public var depth: Int { open.count }

    /// Whether nothing stands in the innermost open container yet.
    var isInnermostEmpty: Bool { open.last == entries.count - 1 }

    public mutating func appendNull(at position: Int?) {
        append(TapeEntry(.null, position: Self.packed(position)))
    }

    public mutating func append(_ value: Bool, at position: Int?) {
        append(TapeEntry(.boolean, position: Self.packed(position), low: value ? 1 : 0))
    }

    /// Appends an integer; `text` is the offset of its text if that differs from the plain decimal form.
    public mutating func append(_ value: Int, at position: Int?, text: Int? = nil) {
        let bits = UInt64(bitPattern: Int64(value))
        append(TapeEntry(.integer, position: Self.packed(position), bits: bits, extra: Self.packed(text)))
    }

    /// Appends a number that is not an integer of 64 bits; its JSON text starts at `text` among the bytes.
    public mutating func append(_ value: Double, at position: Int?, text: Int) {
        append(TapeEntry(.number, position: Self.packed(position), bits: value.bitPattern, extra: Self.packed(text)))
    }

    /// Appends a string whose bytes, valid UTF-8, stand literally in the source.
    public mutating func append(string range: Range<Int>, at position: Int?) {
        append(
            TapeEntry(
                .string, position: Self.packed(position), low: UInt32(range.lowerBound), high: UInt32(range.count)))
    }

    /// Appends a string whose bytes, valid UTF-8, do not stand in the source.
    public mutating func append(string text: some Collection<UInt8>, at position: Int?) {
        let start = keep(text)
        append(string: start..<start + text.count, at: position)
    }

    /// Keeps bytes beside the source and returns their offset.
    ///
    /// A number's text must be kept with a final NUL.
    public mutating func keep(_ text: some Collection<UInt8>) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return start
    }

    public mutating func beginArray(at position: Int?) {
        begin(.array, at: position)
    }

    public mutating func beginObject(at position: Int?) {
        begin(.object, at: position)
    }

    /// Closes the innermost container, and names the members it holds twice.
    @discardableResult
    public mutating func end() -> [RepeatedName] {
        guard let start = open.popLast() else { return [] }
        entries[start].high = UInt32(entries.count - start)
        guard entries[start].kind == .object else { return [] }
        entries[start].low /= 2
        return repeatedNames(in: start)
    }

    /// Appends a copy of the node at `index` with all its contents: what an alias stands for.
    ///
    /// The copy keeps the place of the original, unless `position` gives it one of its own.
    public mutating func appendCopy(of index: Int, at position: Int? = nil) {
        let copy = entries.count
        countChild()
        entries.append(contentsOf: entries[index..<index + entries[index].span])
        if let position { entries[copy].position = Self.packed(position) }
    }

    /// The number of nodes that the closed node at `index` takes.
    public func span(of index: Int) -> Int { entries[index].span }

    /// Containers inside each other in the closed node at `index`: 0 for a scalar.
    public func height(of index: Int) -> Int {
        var ends: [Int] = []
        var height = 0
        for next in index..<index + entries[index].span {
            while let end = ends.last, end <= next { ends.removeLast() }
            guard entries[next].kind == .array || entries[next].kind == .object else { continue }
            ends.append(next + entries[next].span)
            height = max(height, ends.count)
        }
        return height
    }

    /// Whether the container at `index` is still open.
    public func isOpen(_ index: Int) -> Bool { open.contains(index) }

    /// Where the node at `index` stands in the source.
    public func position(of index: Int) -> Int? {
        entries[index].position == TapeEntry.none ? nil : Int(entries[index].position)
    }

    public func kind(of index: Int) -> Node.Kind { entries[index].kind }

    /// The text of the string node at `index`.
    public func string(at index: Int) -> String {
        String(decoding: bytes[textRange(of: index)], as: UTF8.self)
    }

    /// The finished document.
    ///
    /// Every container must be closed and one root written.
    public consuming func finish() -> Document {
        precondition(open.isEmpty && !entries.isEmpty, "a document needs one complete root value")
        return Document(
            storage: DocumentStorage(entries: entries, bytes: bytes, sourceCount: sourceCount, file: file))
    }

    private mutating func begin(_ kind: Node.Kind, at position: Int?) {
        append(TapeEntry(kind, position: Self.packed(position)))
        open.append(entries.count - 1)
    }

    private mutating func append(_ entry: TapeEntry) {
        countChild()
        entries.append(entry)
    }

    private mutating func countChild() {
        if let parent = open.last { entries[parent].low += 1 }
    }

    func textRange(of index: Int) -> Range<Int> {
        let start = Int(entries[index].low)
        return start..<start + Int(entries[index].high)
    }

    private static func packed(_ offset: Int?) -> UInt32 {
        offset.map { UInt32($0) } ?? TapeEntry.none
    }
}
