// libargon2 (Debian: libargon2-dev).
#include <argon2.h>
