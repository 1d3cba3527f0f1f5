extension Diagnostics {
    /// One diagnostic for each mistake, in the order of first appearance, with every place where it was found.
    ///
    /// - Parameter mistake: equal for diagnostics of the same mistake
    public func folded<Mistake: Hashable>(by mistake: (Diagnostic) -> Mistake) -> Diagnostics {
        var folded: [Diagnostic] = []
        var index: [Mistake: Int] = [:]
        for item in items {
            let key = mistake(item)
            if let first = index[key] {
                folded[first].otherLocations += item.location.map { [$0] } ?? []
            } else {
                index[key] = folded.count
                folded.append(item)
            }
        }
        for index in folded.indices { folded[index].keepOnePlaceOfEach() }
        return Diagnostics(folded)
    }
}

extension Diagnostic {
    fileprivate mutating func keepOnePlaceOfEach() {
        var seen: Set<SourceLocation?> = [location]
        otherLocations = otherLocations.filter { seen.insert($0).inserted }
    }
}
