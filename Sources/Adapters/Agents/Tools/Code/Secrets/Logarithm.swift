#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The logarithm that the C library has.
enum Logarithm {
    static func two(_ value: Double) -> Double { log2(value) }
}
