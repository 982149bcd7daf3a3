/* A document of A4 pages: headings, text, pictures and tables that flow down them, as one PDF with its fonts in it. */
#pragma once

#include "vt-export.h"
#include "vt-page-table.h"

G_BEGIN_DECLS

/* mm; the text is as wide as a journal's page, and so are pictures. */
#define VT_PAGE_WIDTH 210.0
#define VT_PAGE_HEIGHT 297.0
#define VT_PAGE_TEXT_WIDTH VT_EXPORT_DOUBLE_COLUMN
#define VT_PAGE_TEXT_HEIGHT 249.0

typedef struct _VtPages VtPages;

typedef enum
{
  VT_PAGE_TITLE,
  VT_PAGE_HEADING, /* is also an entry of the reader's outline */
  VT_PAGE_SUBHEADING,
  VT_PAGE_BODY,
  VT_PAGE_CAPTION,
  VT_PAGE_NOTE /* smaller, and pale */
} VtPageRole;

VtPages *vt_pages_new (void);
void     vt_pages_free (VtPages *pages);

/* Plain text at the foot of every page; before that, none. */
void  vt_pages_set_footer (VtPages *pages, const char *text);
/* Pango markup. A paragraph that does not fit is parted between two lines; a heading stays with what it heads. */
void  vt_pages_add_text (VtPages *pages, VtPageRole role, const char *markup);
/* @paint is called once, with the style for print; @free_func (nullable) frees @data in the end. @height: mm, at most
 * that of the text. */
void  vt_pages_add_picture (VtPages *pages, VtPaintFunc paint, gpointer data, GDestroyNotify free_func, double height);
/* @table: (transfer full). Parted between rows, its head on every page. */
void  vt_pages_add_table (VtPages *pages, VtPageTable *table);
/* What follows begins a page. */
void  vt_pages_add_break (VtPages *pages);
/* What is added between the two stays on one page, as long as one can hold it. */
void  vt_pages_begin_group (VtPages *pages);
void  vt_pages_end_group (VtPages *pages);

guint    vt_pages_count (const VtPages *pages);
/* The bytes of the file, the same for the same input: no date is in them. @fields as in VtExportOptions. (transfer
 * full) (nullable) */
GBytes  *vt_pages_render (const VtPages       *pages,
                          const VtExportField *fields,
                          guint                n_fields,
                          GCancellable        *cancellable,
                          GError             **error);
/* Renders and replaces @file as a whole: on any error, what was there stays. */
gboolean vt_pages_write (const VtPages       *pages,
                         const VtExportField *fields,
                         guint                n_fields,
                         GFile               *file,
                         GCancellable        *cancellable,
                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPages, vt_pages_free)

G_END_DECLS
