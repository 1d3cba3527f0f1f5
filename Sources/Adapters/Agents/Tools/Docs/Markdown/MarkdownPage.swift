/// Reads what a Markdown document refers to and what in it can be referred to.
enum MarkdownPage {
    static func facts(_ bytes: [UInt8]) -> DocumentFacts {
        var blocks = MarkdownBlocks.read(bytes)
        let labels = takeDefinitions(&blocks)
        var facts = DocumentFacts()
        var slugs = HeadingSlugs()
        for block in blocks {
            switch block {
            case .html(let range):
                for (offset, tag) in HTMLTags.placed(Array(bytes[range]), limit: 100_000) {
                    facts.add(tag, at: range.lowerBound + offset)
                }
            case .text(let paragraph): _ = add(paragraph, labels, to: &facts)
            case .heading(let paragraph):
                let text = add(paragraph, labels, to: &facts)
                facts.anchors.insert(slugs.next(CharacterReferences.decoded(text)))
            }
        }
        facts.links.sort { $0.offset < $1.offset }
        return facts
    }

    /// Adds the links of a text; gives what of it people read.
    private static func add(_ paragraph: Paragraph, _ labels: [String: String], to facts: inout DocumentFacts) -> String
    {
        let reader = InlineReader(paragraph.bytes, labels: labels)
        for link in reader.links {
            facts.links.append(.init(kind: link.kind, target: link.target, offset: paragraph.offset(of: link.offset)))
        }
        for label in reader.undefinedLabels {
            facts.undefinedLabels.append(.init(text: label.text, offset: paragraph.offset(of: label.offset)))
        }
        for (offset, tag) in reader.tags { facts.add(tag, at: paragraph.offset(of: offset)) }
        return String(decoding: reader.plain, as: UTF8.self)
    }

    /// The targets of the definitions, by label; of two with one label the first counts.
    private static func takeDefinitions(_ blocks: inout [MarkdownBlocks.Block]) -> [String: String] {
        var labels: [String: String] = [:]
        for index in blocks.indices {
            guard case .text(var paragraph) = blocks[index] else { continue }
            let syntax = LinkSyntax(bytes: paragraph.bytes)
            var end = 0
            while let found = syntax.definition(at: end) {
                if labels[found.label] == nil { labels[found.label] = found.target }
                end = found.end
            }
            paragraph.drop(end)
            blocks[index] = .text(paragraph)
        }
        return labels
    }
}
