/* Where the files are that come with Vitrine: models and samples. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @name: path below data/, "models/…". The directory is $VITRINE_DATA, else where Vitrine is installed. (transfer
 * full) */
GFile *vt_data_file (const char *name);
/* (transfer full) */
GFile *vt_data_get_default_model (void);
/* A session over the sample creep run. (transfer full) */
GFile *vt_data_get_sample (void);

G_END_DECLS
