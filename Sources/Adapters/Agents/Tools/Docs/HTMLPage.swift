/// Reads what an HTML document refers to and what in it can be referred to.
enum HTMLPage {
    static func facts(_ bytes: [UInt8]) -> DocumentFacts {
        var facts = DocumentFacts()
        for (offset, tag) in HTMLTags.placed(bytes, limit: 500_000) {
            if tag.name == "base" { continue }
            facts.add(tag, at: offset)
        }
        return facts
    }
}
