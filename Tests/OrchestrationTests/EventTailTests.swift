import Testing

@testable import Orchestration

@Suite struct EventTailTests {
    @Test func knowsNothingBeforeTheFirstCommit() {
        let tail = EventTail(capacity: 4)
        #expect(tail.latest == nil)
        #expect(tail.events(after: 0, limit: 10) == nil)
    }

    @Test func answersFromTheFirstCommitOn() {
        var tail = EventTail(capacity: 4)
        tail.append([event(11), event(13)])
        #expect(tail.latest == 13)
        #expect(tail.events(after: 9, limit: 10) == nil, "10 may exist in the store")
        #expect(tail.events(after: 10, limit: 10) == [event(11), event(13)])
        #expect(tail.events(after: 11, limit: 10) == [event(13)])
        #expect(tail.events(after: 12, limit: 10) == [event(13)])
        #expect(tail.events(after: 13, limit: 10) == [])
        #expect(tail.events(after: 99, limit: 10) == [])
        #expect(tail.events(after: 10, limit: 1) == [event(11)])
    }

    @Test func forgetsTheOldestAndSaysSo() {
        var tail = EventTail(capacity: 3)
        for sequence in 1...7 { tail.append([event(Int64(sequence))]) }
        #expect(tail.events(after: 3, limit: 10) == nil)
        #expect(tail.events(after: 4, limit: 10) == [event(5), event(6), event(7)])
        #expect(tail.events(after: 5, limit: 1) == [event(6)])
    }

    @Test func leavesOutWhatItKnows() {
        var tail = EventTail(capacity: 8)
        tail.append([event(1), event(2)])
        let version = tail.version
        tail.append([event(1), event(2)])
        #expect(tail.version == version)
        tail.append([event(2), event(3)])
        #expect(tail.events(after: 0, limit: 10) == [event(1), event(2), event(3)])
        #expect(tail.version != version)
    }

    @Test func aCommitLargerThanTheTailKeepsItsEnd() {
        var tail = EventTail(capacity: 3)
        tail.append((1...10).map { event($0) })
        #expect(tail.events(after: 6, limit: 10) == nil)
        #expect(tail.events(after: 7, limit: 10) == [event(8), event(9), event(10)])
    }
}
