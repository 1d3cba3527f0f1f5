import JSON

extension Invariant {
    /// Nil for a text that is no invariant; `fault` says why.
    public init?(_ text: String) {
        guard case .success(let kind) = Self.read(text) else { return nil }
        self.text = text
        self.kind = kind
    }

    /// What is wrong with a text; nil for an invariant.
    static func fault(of text: String) -> String? {
        if case .failure(let fault) = read(text) { fault.message } else { nil }
    }

    private struct Fault: Error {
        let message: String
    }

    private static func read(_ text: String) -> Result<Kind, Fault> {
        let words = text.split(separator: " ").map(String.init)
        do throws(Fault) {
            if words.count == 1, let inner = argument(of: "monotonic", in: text) {
                return .success(.monotonic(try pointer(inner)))
            }
            let places = words.indices.filter { Comparison(rawValue: words[$0]) != nil }
            guard let place = places.first, places.count == 1, let comparison = Comparison(rawValue: words[place])
            else {
                let known = Comparison.allCases.map(\.rawValue).joined(separator: ", ")
                throw Fault(message: "it needs exactly one of \(known), or is monotonic(/pointer)")
            }
            return .success(
                .comparison(try sum(words[..<place]), comparison, try sum(words[(place + 1)...])))
        } catch { return .failure(error) }
    }

    private static func sum(_ words: ArraySlice<String>) throws(Fault) -> [(sign: Double, term: Term)] {
        guard words.count % 2 == 1 else { throw Fault(message: "a side is terms with + or - between them") }
        var terms: [(sign: Double, term: Term)] = []
        var sign = 1.0
        for (index, word) in words.enumerated() {
            if index % 2 == 0 {
                terms.append((sign, try term(word)))
            } else {
                guard word == "+" || word == "-" else { throw Fault(message: "\"\(word)\" is neither + nor -") }
                sign = word == "+" ? 1 : -1
            }
        }
        return terms
    }

    private static func term(_ word: String) throws(Fault) -> Term {
        if let number = Double(word) { return .number(number) }
        if let inner = argument(of: "count", in: word) { return .count(try pointer(inner)) }
        if let inner = argument(of: "sum", in: word) { return .sum(try pointer(inner)) }
        return .value(try pointer(word))
    }

    private static func argument(of function: String, in word: String) -> String? {
        guard word.hasPrefix("\(function)("), word.hasSuffix(")") else { return nil }
        return String(word.dropFirst(function.count + 1).dropLast())
    }

    private static func pointer(_ text: String) throws(Fault) -> JSONPointer {
        guard let pointer = JSONPointer(text), !pointer.tokens.isEmpty else {
            throw Fault(message: "\"\(text)\" is neither a number, a pointer such as /total, nor count, sum of one")
        }
        return pointer
    }
}
