#include "words-table.h"

VtTable *
words_table_new (const char *name, const char *columns, guint texts, const char *const *rows)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);
  VtTable *table = vt_table_new (name);

  for (guint c = 0; names[c] != NULL; c++)
    if (texts & 1u << c)
      vt_table_add_texts (table, names[c]);
    else
      vt_table_add_numbers (table, names[c], VT_UNIT_NONE);
  for (; *rows != NULL; rows++)
    {
      g_auto (GStrv) words = g_strsplit (*rows, " ", -1);
      guint row = vt_table_add_row (table);

      for (guint c = 0; names[c] != NULL; c++)
        if (texts & 1u << c)
          vt_table_set_text (table, row, c, g_str_equal (words[c], ".") ? "" : words[c]);
        else
          vt_table_set_number (table, row, c, g_ascii_strtod (words[c], NULL));
    }
  return table;
}
