#ifndef AMAS_CPCRE2_H
#define AMAS_CPCRE2_H

/* The library has no default width; strings here are UTF-8. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
