#include "vt-element.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "vt-core-resources.h"

#define MASS_TOLERANCE 0.3 /* g/mol: files round, and give isotopes' masses */

typedef struct
{
  GArray     *elements; /* VtElement, by atomic number */
  GHashTable *by_symbol;
} Elements;

/* The table is compiled in and tested, so a line that cannot be read is a mistake in the program. */
static VtElement
parse_element (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  VtElement element = { 0 };

  g_assert (g_strv_length (fields) == 5 && strlen (fields[0]) < sizeof element.symbol);
  g_strlcpy (element.symbol, fields[0], sizeof element.symbol);
  element.number = (int) g_ascii_strtoll (fields[1], NULL, 10);
  element.mass = g_ascii_strtod (fields[2], NULL);
  element.radius = g_ascii_strtod (fields[3], NULL);
  element.color = (guint) g_ascii_strtoull (fields[4], NULL, 16);
  return element;
}

static gpointer
load_elements (gpointer unused)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Elements *table = g_new (Elements, 1);

  /* Named here, so that the linker keeps the resource of a static library. */
  bytes = g_resource_lookup_data (vt_core_get_resource (), "/vitrine/core/elements.csv", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  NULL);
  g_assert (bytes != NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (g_strchomp (text), "\n", -1);

  table->elements = g_array_new (FALSE, FALSE, sizeof (VtElement));
  for (guint i = 1; lines[i] != NULL; i++)
    {
      VtElement element = parse_element (lines[i]);

      g_array_append_val (table->elements, element);
    }

  table->by_symbol = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->elements->len; i++)
    {
      VtElement *element = &g_array_index (table->elements, VtElement, i);

      g_hash_table_insert (table->by_symbol, element->symbol, element);
    }
  return table;
}

static const Elements *
get_elements (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_elements, NULL);
}

const VtElement *
vt_element_lookup (const char *symbol)
{
  g_return_val_if_fail (symbol != NULL, NULL);

  return g_hash_table_lookup (get_elements ()->by_symbol, symbol);
}

const VtElement *
vt_element_lookup_mass (double mass)
{
  const GArray *elements = get_elements ()->elements;
  const VtElement *best = NULL;
  double best_difference = MASS_TOLERANCE;

  for (guint i = 0; i < elements->len; i++)
    {
      const VtElement *element = &g_array_index (elements, VtElement, i);
      double difference = fabs (element->mass - mass);

      /* Cobalt and nickel are closer than the tolerance: the nearest wins. */
      if (difference <= best_difference)
        {
          best = element;
          best_difference = difference;
        }
    }
  return best;
}
