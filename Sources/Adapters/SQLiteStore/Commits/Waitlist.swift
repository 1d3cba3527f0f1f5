/// First in, first out, at constant cost.
struct Waitlist<Element> {
    private var arriving: [Element] = []
    private var leaving: [Element] = []
    private var index = 0

    var isEmpty: Bool { arriving.isEmpty && index == leaving.count }

    mutating func append(_ element: Element) { arriving.append(element) }

    mutating func popFirst() -> Element? {
        if index == leaving.count {
            leaving = arriving
            arriving = []
            index = 0
        }
        guard index < leaving.count else { return nil }
        defer { index += 1 }
        return leaving[index]
    }
}

extension Waitlist: Sendable where Element: Sendable {}
