import Foundation
import JSON
import TestSupport
import Testing

/// nst/JSONTestSuite: every `y_` text must be read, every `n_` text refused; of the `i_` texts our verdict is listed.
@Suite struct JSONTestSuiteTests {
    /// Left to the reader by RFC 8259, and read: numbers of any size, kept exactly.
    ///
    /// All other `i_` texts are refused:
    /// lone surrogates, bytes that are not UTF-8, byte order marks, 500 nested arrays.
    static let readByChoice: Set<String> = [
        "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json",
        "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
        "i_number_real_underflow.json", "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
        "i_number_very_big_negative_int.json",
    ]

    /// Grammatical, and refused all the same: readers disagree about which of two equal names counts, and
    /// disagreement between two readers of one request is a way around validation (RFC 8259 section 4, RFC 7493).
    static let refusedByChoice: Set<String> = [
        "y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
    ]

    static let files: [(name: String, bytes: [UInt8])] = {
        let source = "https://github.com/nst/JSONTestSuite (folder test_parsing)"
        guard let folder = Suites.folder("json-test-suite/test_parsing", from: source) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appendingPathComponent(name))).map { (name, [UInt8]($0)) }
        }
    }()

    @Test func readsAndRefusesAsTheSuiteSays() {
        for (name, bytes) in Self.files {
            let isRead = (try? Document.json(bytes)) != nil
            switch name.prefix(2) {
            case "y_": #expect(isRead == !Self.refusedByChoice.contains(name), "\(name)")
            case "n_": #expect(!isRead, "\(name)")
            default: #expect(isRead == Self.readByChoice.contains(name), "\(name)")
            }
        }
    }

    /// That a name stands twice is all that is wrong with the two.
    @Test func refusesGrammaticalTextsForTheirNamesAlone() {
        for (name, bytes) in Self.files where Self.refusedByChoice.contains(name) {
            let fault = #expect(throws: JSONSyntaxError.self, "\(name)") { try Document.json(bytes) }
            #expect(fault?.message.contains("occurs twice in one object") == true, "\(name): \(fault?.message ?? "")")
        }
    }

    @Test func coversTheWholeSuite() {
        guard !Self.files.isEmpty else { return }
        let counts = Dictionary(grouping: Self.files) { $0.name.prefix(2) }.mapValues(\.count)
        #expect(counts == ["y_": 95, "n_": 188, "i_": 35])
        print("JSONTestSuite: 95 grammatical texts, of them refused for a name that stands twice: ", terminator: "")
        print(Self.refusedByChoice.sorted().joined(separator: " "))
        for (name, bytes) in Self.files where name.hasPrefix("i_") {
            print("  \(name): \((try? Document.json(bytes)) == nil ? "refused" : "read")")
        }
    }
}
