#include "CSimdJSON.h"

#include <algorithm>
#include <memory>
#include <simdjson.h>

namespace {

// A parser that once read a large text is replaced when a small one follows, so threads do not hoard memory.
constexpr size_t kept_capacity = 256 * 1024;

thread_local std::unique_ptr<simdjson::dom::parser> parser;

simdjson::error_code prepare(size_t length, size_t depth) {
    if (parser && parser->capacity() > kept_capacity && length <= kept_capacity) {
        parser.reset();
    }
    if (!parser) {
        parser.reset(new (std::nothrow) simdjson::dom::parser());
        if (!parser) {
            return simdjson::MEMALLOC;
        }
    }
    if (parser->capacity() >= length && parser->max_depth() == depth) {
        return simdjson::SUCCESS;
    }
    return parser->allocate(std::max(length + length / 2, size_t(4096)), depth);
}

} // namespace

int csimdjson_parse(const uint8_t *bytes, size_t length, size_t depth, csimdjson_view *view) {
    // simdjson counts the document itself as one level.
    simdjson::error_code error = prepare(length, depth + 1);
    if (error) {
        return error;
    }
    // The padding simdjson needs behind the text comes from the copy it makes itself.
    error = parser->parse(bytes, length, true).error();
    if (error) {
        return error;
    }
    const uint64_t *tape = parser->doc.tape.get();
    view->tape = tape;
    view->tape_count = size_t(tape[0] & ((uint64_t(1) << 56) - 1));
    view->strings = parser->doc.string_buf.get();
    view->structurals = parser->implementation->structural_indexes.get();
    view->structural_count = parser->implementation->n_structural_indexes;
    return simdjson::SUCCESS;
}
