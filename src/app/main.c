#include <locale.h>

#include "vt-app-resources.h"
#include "vt-application.h"
#include "vt-i18n.h"

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;

  vt_application_choose_renderer ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, VT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Vitrine");
  g_set_prgname ("io.github.vitrine.Vitrine");
  g_resources_register (vt_app_get_resource ());
  application = vt_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
