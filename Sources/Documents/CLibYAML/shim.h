#ifndef AMAS_CLIBYAML_H
#define AMAS_CLIBYAML_H

#include <yaml.h>

#endif
