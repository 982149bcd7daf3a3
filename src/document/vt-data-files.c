#include "vt-data-files.h"

GFile *
vt_data_file (const char *name)
{
  const char *directory = g_getenv ("VITRINE_DATA");

  g_return_val_if_fail (name != NULL, NULL);

  return g_file_new_build_filename (directory != NULL ? directory : VT_DATA_DIR, name, NULL);
}

GFile *
vt_data_get_default_model (void)
{
  return vt_data_file ("models/cu20zr20ni20ti20pd20.h5");
}

GFile *
vt_data_get_sample (void)
{
  return vt_data_file ("samples/creep-1.5GPa.vitrine");
}
