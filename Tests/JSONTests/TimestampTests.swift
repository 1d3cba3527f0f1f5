import JSON
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z"),
        ("2026-11-24T01:47:29.123Z", 1_795_484_849_123, "2026-11-24T01:47:29.123Z"),
        ("1985-04-12T23:20:50.52Z", 482_196_050_520, "1985-04-12T23:20:50.520Z"),
        ("1996-12-19T16:39:57-08:00", 851_042_397_000, "1996-12-20T00:39:57.000Z"),
        ("1990-12-31T15:59:60-08:00", 662_688_000_000, "1991-01-01T00:00:00.000Z"),
        ("1969-12-31t23:59:59.9999z", -1, "1969-12-31T23:59:59.999Z"),
        ("2000-02-29T00:00:00+00:30", 951_780_600_000, "2000-02-28T23:30:00.000Z"),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000, "9999-12-31T23:59:59.000Z"),
    ])
    func readsAndWritesRFC3339(text: String, milliseconds: Int64, written: String) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
        #expect(Timestamp(milliseconds: milliseconds).description == written)
    }

    @Test(arguments: [
        "", "2026-11-24", "2026-11-24 01:47:29Z", "2026-11-24T01:47:29", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:61Z", "2026-01-01T12:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00Zx", "1900-02-29T00:00:00Z", "+026-01-01T00:00:00Z",
        "２026-01-01T00:00:00Z",
    ])
    func refusesWhatIsNoMoment(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func everyDayOfFourCenturiesReadsBack() {
        for day in stride(from: Int64(-141_427), to: 4670, by: 1) {
            let moment = Timestamp(milliseconds: day * 86_400_000 + 1)
            #expect(Timestamp(moment.description) == moment)
        }
    }

    @Test func ordersByTime() {
        #expect(Timestamp(milliseconds: 1) < Timestamp(milliseconds: 2))
        #expect(Timestamp.now() > Timestamp(milliseconds: 1_700_000_000_000))
    }
}
