/* The files of one kind of mechanical test, as a list a person adds to and takes from. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_MECHANICS_FILES (vt_mechanics_files_get_type ())
G_DECLARE_FINAL_TYPE (VtMechanicsFiles, vt_mechanics_files, VT, MECHANICS_FILES, AdwBin)

/* @kind: "creep", "tensile" or "quench": the document's row mechanics.KIND */
GtkWidget *vt_mechanics_files_new (VtDocument *document, const char *kind);
/* Puts files in the document's row; of a creep test the name tells the stress, of one tensile test the last counts. */
void       vt_mechanics_files_add (VtDocument *document, const char *kind, GFile *const *files, guint n);

G_END_DECLS
