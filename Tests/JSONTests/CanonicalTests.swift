import JSON
import Testing

/// RFC 8785, the JSON Canonicalization Scheme.
@Suite struct CanonicalTests {
    /// Appendix B.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbersAreWrittenAsECMAScriptWritesThem(bits: UInt64, text: String) {
        let value = JSONValue.double(Double(bitPattern: bits))
        #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == text)
    }

    /// Sections 3.2.2 and 3.2.3.
    @Test func membersAreSortedByUTF16AndTextIsEscapedLeast() throws {
        let value = try JSONValue.parse(
            #"{"\u20ac": 1.50, "\r": 2, "\ufb33": [3, true , null], "1": 56.0, "\ud83d\ude00": "\u000f\b\f\n\u20ac/<", "\u0080": 1e30}"#
        )
        #expect(
            String(decoding: value.canonicalBytes, as: UTF8.self)
                == "{\"\\r\":2,\"1\":56,\"\u{80}\":1e+30,\"€\":1.5,\"😀\":\"\\u000f\\b\\f\\n€/<\",\"\u{fb33}\":[3,true,null]}"
        )
    }

    @Test func numbersBeyondDoublesKeepTheirDigits() throws {
        let value = try JSONValue.parse("[9007199254740993, 12345678901234567890123]")
        #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == "[9007199254740993,12345678901234567890123]")
    }
}
