#ifndef AMAS_CSIMDJSON_H
#define AMAS_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What simdjson made of one text. The pointers stay valid until the next call on the same thread.
typedef struct {
    const uint64_t *tape;         ///< simdjson's tape: type in the top byte, payload below (doc/tape.md of simdjson)
    size_t tape_count;            ///< words on the tape, both root words included
    const uint8_t *strings;       ///< for each string: 4 bytes of length, the unescaped bytes, a NUL
    const uint32_t *structurals;  ///< byte offset of each bracket, comma, colon and first byte of a scalar, in order
    size_t structural_count;
} csimdjson_view;

/// Parses `length` bytes of JSON with at most `depth` nested containers.
/// Returns 0 and fills `view`, or simdjson's error code.
int csimdjson_parse(const uint8_t *bytes, size_t length, size_t depth, csimdjson_view *view);

#ifdef __cplusplus
}
#endif

#endif
