import Glibc

/// Bare IPv4 sockets on 127.0.0.1 for the servers of tests.
enum LoopbackSocket {
    struct Failure: Error {
        let step: String
        let code = errno
    }

    static let stream = Int32(SOCK_STREAM.rawValue)
    static let datagram = Int32(SOCK_DGRAM.rawValue)

    /// A socket bound to `port`, 0 for one the system picks, and the port it got.
    static func bound(_ type: Int32, port: Int = 0) throws -> (socket: Int32, port: Int) {
        let socket = Glibc.socket(AF_INET, type, 0)
        guard socket >= 0 else { throw Failure(step: "socket") }
        var address = address(port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                var size = size
                return bind(socket, pointer, size) == 0 ? getsockname(socket, pointer, &size) : -1
            }
        }
        guard result == 0 else { throw Failure(step: "bind") }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    static func listening(backlog: Int32) throws -> (socket: Int32, port: Int) {
        let (socket, port) = try bound(stream)
        guard listen(socket, backlog) == 0 else { throw Failure(step: "listen") }
        return (socket, port)
    }

    /// Begins to connect and does not wait for the end.
    static func connecting(to port: Int) throws -> Int32 {
        let socket = Glibc.socket(AF_INET, stream | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { throw Failure(step: "socket") }
        var address = address(port)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return socket
    }

    /// Sends one datagram.
    static func send(_ bytes: [UInt8], to port: Int) throws {
        let socket = Glibc.socket(AF_INET, datagram, 0)
        guard socket >= 0 else { throw Failure(step: "socket") }
        defer { close(socket) }
        var address = address(port)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(socket, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }
}
