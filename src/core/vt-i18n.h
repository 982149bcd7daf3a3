/* Every sentence a person reads goes through _(): GETTEXT_PACKAGE is set by meson. */
#pragma once

#include <glib/gi18n-lib.h>
