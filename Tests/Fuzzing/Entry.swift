import Glibc
import Synchronization

/// The target that `AMAS_FUZZ` names.
private let chosen: FuzzTarget = {
    let name = getenv("AMAS_FUZZ").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        fatalError("set AMAS_FUZZ to one of: \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
    }
    return target
}()

/// Nanoseconds of processor time that one input may take: a second try decides, so that the machine's own pauses do not.
private let longest: UInt64 = 100_000_000

private func processorTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

private func time(_ input: [UInt8]) -> UInt64 {
    let start = processorTime()
    chosen.run(input)
    return processorTime() - start
}

/// libFuzzer's driver (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ argc: UnsafeMutablePointer<CInt>,
    _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ runOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum Entry {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(
            runDriver(&count, &arguments) { bytes, count in
                let input = Array(UnsafeBufferPointer(start: bytes, count: count))
                if time(input) > longest {
                    demand(time(input) <= longest, "an input of \(count) bytes takes more than 100 ms")
                }
                return 0
            })
    }
}
