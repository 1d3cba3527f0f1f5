#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the system says of this process.
struct ProcessFigures: Sendable, Equatable {
    /// Seconds of processor time, user and system, of all threads.
    var cpuSeconds: Double
    /// Bytes in memory now; nil where the system does not tell.
    var residentBytes: Int?
    /// Open files and sockets; nil where the system does not tell.
    var openFiles: Int?

    static func read() -> ProcessFigures {
        var usage = rusage()
        getrusage(thisProcess, &usage)
        return ProcessFigures(
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), residentBytes: residentBytes(),
            openFiles: openFiles())
    }

    /// RUSAGE_SELF, which the systems' headers give different types.
    private static let thisProcess: Int32 = 0

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    /// The second field of `/proc/self/statm`, in pages.
    private static func residentBytes() -> Int? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 128)
        guard fgets(&text, Int32(text.count), file) != nil else { return nil }
        let fields = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            .split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }

    private static func openFiles() -> Int? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Without ".", ".." and the folder that is being read.
        return max(0, count - 3)
    }
}

/// The share of one processor that was used lately.
struct CPUShare: Sendable {
    private struct Sample {
        var nanoseconds: Int64
        var cpuSeconds: Double
    }

    /// A share is taken over at least so long.
    private static let window: Int64 = 1_000_000_000

    private var older: Sample
    private var newer: Sample

    /// Measures from this moment on.
    init(nanoseconds: Int64, cpuSeconds: Double) {
        newer = Sample(nanoseconds: nanoseconds, cpuSeconds: cpuSeconds)
        older = newer
    }

    /// Processor seconds for each second since the last reading that was at least a second ago; 1 is one processor.
    mutating func reading(nanoseconds: Int64, cpuSeconds: Double) -> Double {
        if nanoseconds - newer.nanoseconds >= Self.window {
            older = newer
            newer = Sample(nanoseconds: nanoseconds, cpuSeconds: cpuSeconds)
        }
        let passed = Double(nanoseconds - older.nanoseconds) / 1e9
        return passed > 0 ? max(0, cpuSeconds - older.cpuSeconds) / passed : 0
    }
}
