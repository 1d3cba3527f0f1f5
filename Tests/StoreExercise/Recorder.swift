import Synchronization

/// Collects what concurrent work tells of itself.
public final class Recorder<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    public init() {}

    public var all: [Element] { elements.withLock { $0 } }

    public func append(_ element: Element) { elements.withLock { $0.append(element) } }

    public func append(contentsOf more: [Element]) { elements.withLock { $0 += more } }
}
