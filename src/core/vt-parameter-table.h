/* The rows themselves; everybody else asks vt-parameter.h. */
#pragma once

#include "vt-parameter.h"

G_BEGIN_DECLS

extern const VtParameter vt_parameter_table[];
extern const guint       vt_parameter_table_length;

G_END_DECLS
