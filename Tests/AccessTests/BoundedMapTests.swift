import Testing

@testable import Access

@Suite struct BoundedMapTests {
    @Test func forgetsWhatWasNotTouchedForLongest() {
        var map = BoundedMap<Int, String>(capacity: 4)
        for key in 1...4 { map[key] = "\(key)" }
        #expect(map[3] == "3")
        map[5] = "5"
        map[6] = "6"
        #expect(map.peek(1) == nil)
        #expect(map.peek(6) == "6")
        #expect(map.count <= 4)
    }

    @Test func keepsWhatIsUsed() {
        var map = BoundedMap<Int, String>(capacity: 4)
        map[0] = "kept"
        for key in 1...100 {
            map[key] = "x"
            #expect(map[0] == "kept")
        }
    }

    @Test func removes() {
        var map = BoundedMap<Int, String>(capacity: 4)
        map[1] = "1"
        map[2] = "2"
        map[1] = nil
        #expect(map[1] == nil)
        #expect(map[2] == "2")
    }

    @Test func neverHoldsMoreThanItsCapacity() {
        var map = BoundedMap<Int, Int>(capacity: 10)
        for key in 0..<1_000 {
            map[key % 37] = key
            _ = map[key % 11]
            #expect(map.count <= 10)
        }
    }
}
