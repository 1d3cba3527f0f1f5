import Gateway
import JSON
import Orchestration

extension Call {
    /// The parameter `cursor`; nil without it.
    func pageCursor() throws(Refusal) -> PageCursor? {
        guard let text = parameters.string("cursor") else { return nil }
        guard let cursor = PageCursor(text) else { throw ErrorMapping.unknownCursor }
        return cursor
    }
}

extension PageCursor? {
    /// `next_cursor` of a page; null on the last.
    var json: JSONValue { map { .string($0.description) } ?? .null }
}
