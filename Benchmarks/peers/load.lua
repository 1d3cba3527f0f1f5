-- What wrk sends: `wrk -s load.lua URL -- read TOKEN PATH...` or `... -- create TOKEN BODY`. Prints one JSON object.
local requests, sent = {}, 0

function init(arguments)
    local mode, token = arguments[1], arguments[2]
    local headers = {["Authorization"] = "Bearer " .. token, ["Host"] = wrk.headers["Host"]}
    if mode == "create" then
        headers["Content-Type"] = "application/json"
        requests[1] = wrk.format("POST", "/api/v1/tasks", headers, arguments[3])
    else
        for index = 3, #arguments do
            requests[index - 2] = wrk.format("GET", arguments[index], headers)
        end
    end
end

function request()
    sent = sent + 1
    return requests[sent % #requests + 1]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f, "bad_status": %d, "socket_errors": %d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
