import JSON
import JSONSchema

extension Making {
    /// So many elements; different ones where they must differ and can.
    mutating func elements(of view: SchemaView, count: Int, _ size: Generator.Size) -> [JSONValue] {
        let isUnique = view.all("uniqueItems").contains { $0.bool == true }
        let before = ordinal
        defer { ordinal = before }
        var elements: [JSONValue] = []
        for index in 0..<max(0, count) {
            if !isUnique {
                elements.append(value(element(index, of: view), size).value)
                continue
            }
            ordinal = before + index
            var next = value(element(index, of: view), size).value
            for _ in 0..<8 where elements.contains(next) {
                ordinal += 1
                next = value(element(index, of: view), size).value
            }
            elements.append(next)
        }
        return elements
    }

    /// Everything that judges the element of an index; `contains` is met by the first that no prefix describes.
    private func element(_ index: Int, of view: SchemaView) -> SchemaView {
        let described = view.parts.compactMap { part -> Node? in
            if let prefix = part["prefixItems"], index < prefix.count { return prefix[index] }
            guard let items = part["items"] else { return nil }
            guard items.kind == .array else { return items }
            return index < items.count ? items[index] : part["additionalItems"]
        }
        let least = view.all("minContains").compactMap(\.int).max() ?? 1
        let prefix = view.all("prefixItems").map(\.count).max() ?? 0
        let contained = index >= prefix && index < prefix + least ? view.all("contains") : []
        let nodes = described + contained
        return nodes.isEmpty ? view.member("") : SchemaView(nodes, view.library)
    }
}
