import Testing

@testable import Outbound

@Suite struct DNSMessageTests {
    private let question = DNSQuestion(name: "a.test", type: .mx)

    /// A reply to `question` with id 0x1234 and these bytes behind the question section.
    private func reply(answers: UInt8, _ rest: [UInt8], flags: [UInt8] = [0x81, 0x80]) -> DNSQuestion.Reply {
        let head: [UInt8] = [0x12, 0x34] + flags + [0, 1, 0, answers, 0, 0, 0, 0]
        return question.reply(in: head + [1, 97, 4, 116, 101, 115, 116, 0, 0, 15, 0, 1] + rest, id: 0x1234)
    }

    @Test func writesAQuery() {
        #expect(
            question.query(id: 0x1234) == [
                0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 4, 116, 101, 115, 116, 0, 0, 15, 0, 1,
            ])
        #expect(DNSQuestion(name: "a..test", type: .a).query(id: 1) == nil)
        #expect(DNSQuestion(name: String(repeating: "a", count: 64), type: .a).query(id: 1) == nil)
        #expect(
            DNSQuestion(name: Array(repeating: "abcdefg", count: 32).joined(separator: "."), type: .a).query(id: 1)
                == nil)
    }

    @Test func readsAMailRecordThroughPointers() {
        let record: [UInt8] = [0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 7, 0, 10, 2, 109, 120, 0xc0, 14]
        let expected = DNSRecord(
            name: "a.test", type: .mx, timeToLive: 60, value: .mail(preference: 10, exchange: "mx.test"))
        #expect(reply(answers: 1, record) == .answer(DNSAnswer(outcome: .found, records: [expected])))
    }

    @Test func passesOverRecordsOfUnknownTypes() {
        let record: [UInt8] = [0xc0, 12, 0, 46, 0, 1, 0, 0, 0, 60, 0, 3, 1, 2, 3]
        #expect(reply(answers: 1, record) == .answer(DNSAnswer(outcome: .found, records: [])))
    }

    @Test func ignoresRepliesToOtherQuestions() {
        let bytes: [UInt8] = [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 1, 98, 0, 0, 15, 0, 1]
        #expect(question.reply(in: bytes, id: 0x1234) == .foreign)
        #expect(reply(answers: 0, [], flags: [0x01, 0]) == .foreign)
        #expect(question.reply(in: [], id: 0x1234) == .foreign)
    }

    @Test(
        arguments: [
            [0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 9, 0, 10],
            [0xc0, 32, 0, 15, 0, 1, 0, 0, 0, 60, 0, 4, 0, 10, 0xc0, 12],
            [0xc0, 30, 0, 15],
            [0x80, 0],
            [63, 1, 2],
            [],
        ] as [[UInt8]])
    func callsBrokenRecordsMalformed(rest: [UInt8]) {
        #expect(reply(answers: 1, rest) == .malformed)
    }

    @Test func aPointerMustPointBack() {
        var reader = ByteReader(bytes: [0xc0, 0])
        #expect(reader.name() == nil)
    }

    @Test func namesShowStrangeBytesEscaped() {
        var reader = ByteReader(bytes: [4, 97, 46, 0, 200, 0])
        #expect(reader.name() == "a\\.\\000\\200")
    }

    @Test func tellsResponseCodes() {
        #expect(reply(answers: 0, [], flags: [0x81, 0x83]) == .answer(DNSAnswer(outcome: .noSuchName, records: [])))
        #expect(
            reply(answers: 0, [], flags: [0x81, 0x85]) == .answer(DNSAnswer(outcome: .failed("REFUSED"), records: [])))
        #expect(reply(answers: 0, [], flags: [0x83, 0x80]) == .truncated)
    }

    @Test func typesHaveTheNamesOfZoneFiles() {
        #expect(DNSType.allCases.map(\.name) == ["A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "CAA"])
        #expect(DNSType(name: "caa") == .caa)
        #expect(DNSType(name: "ANY") == nil)
    }

    @Test func survivesEveryMutationOfAReply() {
        let record: [UInt8] = [0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 7, 0, 10, 2, 109, 120, 0xc0, 14]
        let message: [UInt8] =
            [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, 1, 97, 4, 116, 101, 115, 116, 0, 0, 15, 0, 1] + record
        var answers = 0
        for place in message.indices {
            for value in UInt8.min...UInt8.max {
                var mutated = message
                mutated[place] = value
                if case .answer = question.reply(in: mutated, id: 0x1234) { answers += 1 }
            }
            _ = question.reply(in: Array(message[..<place]), id: 0x1234)
        }
        #expect(answers > message.count)
    }
}
