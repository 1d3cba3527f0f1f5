import JSONSchema
import Testing

@Suite struct FormatTests {
    private func accepts(_ format: String, _ instance: String) throws -> Bool {
        try faults(#"{"format": "\#(format)"}"#, instance).isEmpty
    }

    @Test(arguments: [
        ("int32", "2147483647"), ("int32", "-2147483648"), ("int32", "1.0"), ("int64", "9223372036854775807"),
        ("int64", "-9223372036854775808"), ("int64", "1e3"), ("float", "3.4e38"), ("double", "1.7e308"),
        ("int32", #""x""#),
        ("byte", #""TWFu""#), ("byte", #""TWE=""#), ("byte", #""""#), ("binary", #""\u0000""#),
        ("password", #""secret""#),
        ("hostname", #""r3---sn-4g5e.example.com""#), ("uri", #""urn:isbn:0451450523""#),
        ("uri", #""http://[v1.a:b]/""#),
        ("email", #""a@[IPv6:2001:db8::1]""#), ("ipv6", #""::ffff:192.0.2.1""#), ("time", #""23:59:60Z""#),
        ("time", #""01:59:60+02:00""#), ("uri-reference", #""../a?b#c""#),
        ("uuid", #""F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6""#),
    ])
    func accepted(format: String, instance: String) throws {
        #expect(try accepts(format, instance))
    }

    @Test(arguments: [
        ("int32", "2147483648"), ("int32", "-2147483649"), ("int32", "1.5"), ("int64", "9223372036854775808"),
        ("int64", "-9223372036854775809"), ("int64", "0.5"), ("float", "3.5e38"), ("double", "1e309"),
        ("byte", #""TWE""#),
        ("byte", #""TW-_""#), ("byte", #""====""#), ("uri", #""/relative""#), ("uri-reference", #""a b""#),
        ("uri-reference", #""1:b""#), ("uri", #""http://a:b:c/""#), ("time", #""12:00:60Z""#),
        ("ipv4", #""1.2.3.4.5""#),
        ("ipv4", #""01.2.3.4""#), ("ipv6", #""1::2::3""#), ("ipv6", #""12345::""#), ("ipv6", #""::1%eth0""#),
        ("uuid", #""f81d4fae7dec11d0a76500a0c91e6bf6""#), ("date-time", #""2026-11-24 01:47:29Z""#),
        ("json-pointer", #""a/b""#), ("duration", #""P1Y2D""#), ("duration", #""PT""#), ("regex", #""(""#),
    ])
    func refused(format: String, instance: String) throws {
        #expect(try !accepts(format, instance))
    }

    @Test func saysWhatIsWantedWithAnExample() throws {
        #expect(
            try faults(#"{"format": "date-time"}"#, #""yesterday""#)
                == [#" format: must be a date and time such as "2026-11-24T01:47:29Z""#])
        #expect(try faults(#"{"format": "email"}"#, #""x""#) == [" format: must be an e-mail address"])
        #expect(try faults(#"{"format": "int32"}"#, "3000000000") == [" format: must be a whole number of 32 bits"])
    }

    @Test func warnsOfUnknownFormats() throws {
        #expect(
            try problems(#"{"format": "datetime"}"#) == [
                #"1:12 warning schema-unknown-format: format "datetime" is not known and not checked; "#
                    + #"did you mean "date-time"?"#
            ])
        #expect(
            try problems(#"{"format": "unix-time"}"#)
                == [#"1:12 warning schema-unknown-format: format "unix-time" is not known and not checked"#])
    }
}
