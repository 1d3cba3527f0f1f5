#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system's own words for its error numbers, as part of a sentence.
enum SystemText {
    static func of(errno code: Int32) -> String {
        switch code {
        case EADDRINUSE: "address already in use"
        case EADDRNOTAVAIL: "the address is not one of this machine's"
        case EACCES: "permission denied; ports below 1024 need a privilege"
        default: "system error \(code)"
        }
    }
}
