import APISpec

/// Finds the operations of a path that is filled in, among very many.
struct PathIndex: Sendable {
    private let templates: [[PathTemplate.Segment]]
    /// OpenAPI 3.1.1, section 4.8.8.2: what is literal is matched before what is not.
    private let ranks: [String]
    /// By the count of segments and the first of them where it is literal; nil where it is not.
    private var byShape: [Shape: [Int]] = [:]

    private struct Shape: Hashable {
        let count: Int
        let first: Substring?
    }

    init(_ operations: [JudgedOperation]) {
        templates = operations.map(\.operation.path.segments)
        ranks = templates.map { String($0.map(\.rank)) }
        for (index, segments) in templates.enumerated() {
            var first: Substring?
            if case .literal(let text)? = segments.first { first = text[...] }
            byShape[Shape(count: segments.count, first: first), default: []].append(index)
        }
    }

    /// Their indices, those first whose paths come before the others.
    func operations(at path: String) -> [Int] {
        let parts = path.split(separator: "/")
        let known = byShape[Shape(count: parts.count, first: parts.first)] ?? []
        let open = parts.isEmpty ? [] : byShape[Shape(count: parts.count, first: nil)] ?? []
        return (known + open).filter { index in zip(templates[index], parts).allSatisfy { $0.fits($1) } }
            .sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    }
}

extension PathTemplate.Segment {
    fileprivate var rank: Character {
        switch self {
        case .literal: "0"
        case .mixed: "1"
        case .parameter: "2"
        }
    }
}
