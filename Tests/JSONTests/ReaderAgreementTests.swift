import Testing

@testable import JSON

/// simdjson reads first and the scanner explains: on no text may the two disagree.
@Suite struct ReaderAgreementTests {
    static let seeds = [
        #"{"a": [1, -2.5e3, true, false, null], "b\u00e4\n": {"c": "d\\", "é": [[], {}]}, "e": 1e5}"#,
        "[\"\\ud83d\\ude00\", \"x\\\"\\\"\", 0, -0, 0.0, 12345678901234567890, {\"k\": \"v\", \"k2\": \"v\"}]\n",
    ]
    static let alphabet = Array("{}[]:,\"\\ \n\t0123456789-+.eEutfnalsrud8\u{1}é😀".utf8)

    @Test func mutatedTextsGetOneVerdict() {
        var random = Random(state: 1)
        var verdicts: [String: Int] = [:]
        for round in 0..<6000 {
            var text = Array(Self.seeds[round % Self.seeds.count].utf8)
            for _ in 0...random.next(3) {
                let index = random.next(text.count)
                switch random.next(3) {
                case 0: text.remove(at: index)
                case 1: text.insert(Self.alphabet[random.next(Self.alphabet.count)], at: index)
                default: text[index] = Self.alphabet[random.next(Self.alphabet.count)]
                }
            }
            verdicts[compare(text), default: 0] += 1
        }
        #expect(verdicts.keys.sorted() == ["both read", "both refuse", "only the scanner: a number beyond 64 bits"])
    }

    private func compare(_ text: [UInt8]) -> String {
        text.withUnsafeBufferPointer { source in
            let fast = Result { try SimdJSONReader.read(source, limits: .init(), file: nil) }
            var scanner = JSONScanner(source, limits: .init(), file: nil)
            let slow = Result { try scanner.scan() }
            switch (fast, slow) {
            case (.success(let left?), .success(let right)):
                return traits(left) == traits(right) ? "both read" : "read differently: \(text)"
            case (.success(nil), .failure): return "both refuse"
            case (.failure(let left), .failure(let right)):
                let isSame = left as? JSONSyntaxError == right as? JSONSyntaxError
                return isSame ? "both refuse" : "refused differently: \(text)"
            case (.success(nil), .success(let right)) where hasHugeNumber(right):
                return "only the scanner: a number beyond 64 bits"
            default: return "one reads, one refuses: \(String(decoding: text, as: UTF8.self))"
            }
        }
    }

    /// Everything a node shows, for each node.
    private func traits(_ document: Document) -> [String] {
        document.storage.entries.indices.map { index in
            let node = Node(storage: document.storage, index: index)
            return "\(node.kind) \(node.offset ?? -1) \(node.count) \(String(decoding: node.jsonBytes, as: UTF8.self))"
        }
    }

    private func hasHugeNumber(_ document: Document) -> Bool {
        document.storage.entries.indices.contains { index in
            let node = Node(storage: document.storage, index: index)
            guard node.kind == .number, let double = node.double else { return false }
            return abs(double) >= 0x1p63 && UInt64(node.numberText ?? "") == nil
        }
    }

    @Test func threadsDoNotDisturbEachOther() async {
        let failures = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<200).filter { round in
                        let text = "[\(Array(repeating: "\"\(task)\\n\"", count: round + 1).joined(separator: ","))]"
                        return (try? Document.json(text.utf8))?.root.jsonBytes != Array(text.utf8)
                    }.count
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 0)
    }
}

/// A small generator with a fixed start, so that a failure repeats.
private struct Random {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
