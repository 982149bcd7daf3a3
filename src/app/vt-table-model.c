#include "vt-table-model.h"

struct _VtTableRow
{
  GObject parent_instance;

  VtTable *table;
  guint    index;
};

G_DEFINE_FINAL_TYPE (VtTableRow, vt_table_row, G_TYPE_OBJECT)

static void
vt_table_row_finalize (GObject *object)
{
  vt_table_unref (VT_TABLE_ROW (object)->table);
  G_OBJECT_CLASS (vt_table_row_parent_class)->finalize (object);
}

static void
vt_table_row_class_init (VtTableRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vt_table_row_finalize;
}

static void
vt_table_row_init (VtTableRow *self)
{
}

VtTable *
vt_table_row_get_table (VtTableRow *row)
{
  g_return_val_if_fail (VT_IS_TABLE_ROW (row), NULL);

  return row->table;
}

guint
vt_table_row_get_index (VtTableRow *row)
{
  g_return_val_if_fail (VT_IS_TABLE_ROW (row), 0);

  return row->index;
}

GListModel *
vt_table_model_new (VtTable *table, guint limit)
{
  GListStore *store = g_list_store_new (VT_TYPE_TABLE_ROW);

  g_return_val_if_fail (table != NULL, G_LIST_MODEL (store));

  for (guint i = 0; i < MIN (limit, vt_table_get_n_rows (table)); i++)
    {
      g_autoptr (VtTableRow) row = g_object_new (VT_TYPE_TABLE_ROW, NULL);

      row->table = vt_table_ref (table);
      row->index = i;
      g_list_store_append (store, row);
    }
  return G_LIST_MODEL (store);
}
