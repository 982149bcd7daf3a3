#include "vt-colormap.h"

#include <gio/gio.h>
#include <string.h>
#include "vt-i18n.h"
#include "vt-view-resources.h"

struct _VtColormap
{
  const char *name;
  const char *label;
  VtColor     colors[VT_COLORMAP_SIZE];
};

typedef struct
{
  const char *name;
  const char *label;
} Entry;

static const Entry entries[] = {
  { "viridis", N_("Viridis") },
  { "cividis", N_("Cividis") },
  { "inferno", N_("Inferno") },
  { "magma", N_("Magma") },
  { "turbo", N_("Turbo") },
  { "coolwarm", N_("Cool–Warm") },
  { "greys", N_("Greys") },
  { "jet", N_("Jet (older papers)") },
};

/* The files are our own and compiled in: a bad one is a bug of the build, so g_error() is the answer. */
static void
load (VtColormap *map, const Entry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("/org/vitrine/colormaps/%s.csv", entry->name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (vt_view_get_resource (), path, 0, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    g_error ("%s", error->message);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) <= VT_COLORMAP_SIZE)
    g_error ("%s is too short", path);
  map->name = entry->name;
  map->label = entry->label;
  for (guint i = 0; i < VT_COLORMAP_SIZE; i++)
    {
      char *end = lines[i + 1];
      guint hex = 0;

      for (guint c = 0; c < 3; c++)
        {
          hex = hex << 8 | ((guint) g_ascii_strtoull (end, &end, 10) & 0xff);
          end += *end == ',';
        }
      map->colors[i] = vt_color_from_hex (hex);
    }
}

static const VtColormap *
get_maps (void)
{
  static gsize once = 0;
  static VtColormap maps[G_N_ELEMENTS (entries)];

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
        load (&maps[i], &entries[i]);
      g_once_init_leave (&once, 1);
    }
  return maps;
}

guint
vt_colormap_get_count (void)
{
  return G_N_ELEMENTS (entries);
}

const VtColormap *
vt_colormap_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (entries), NULL);

  return get_maps () + index;
}

const VtColormap *
vt_colormap_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (strcmp (entries[i].name, name) == 0)
      return get_maps () + i;
  return NULL;
}

const char *
vt_colormap_get_name (const VtColormap *map)
{
  g_return_val_if_fail (map != NULL, NULL);

  return map->name;
}

const char *
vt_colormap_get_label (const VtColormap *map)
{
  g_return_val_if_fail (map != NULL, NULL);

  return _(map->label);
}

const VtColor *
vt_colormap_get_colors (const VtColormap *map)
{
  g_return_val_if_fail (map != NULL, NULL);

  return map->colors;
}

VtColor
vt_colormap_lookup (const VtColormap *map, double t)
{
  g_return_val_if_fail (map != NULL, (VtColor){ 0 });

  t = t > 0 ? t : 0; /* NaN too */
  return map->colors[t < 1 ? (guint) (t * VT_COLORMAP_SIZE) : VT_COLORMAP_SIZE - 1];
}
