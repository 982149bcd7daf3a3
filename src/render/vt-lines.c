/* Lines as strips of constant width on the screen (shaders/line.vert): the cell's twelve edges and those of overlays,
 * one instance each. They do not hide each other. */
#include "vt-renderer-private.h"

#include <string.h>
#include "vt-program.h"

#define EDGE_WIDTH 1.25 /* logical pixels */
#define N_ATTRIBUTES 4

/* As the shader takes it. */
typedef struct
{
  float ends[2][3];
  float color[4];
  float style[4];
} Line;

struct _VtLines
{
  VtUploads *uploads;
  GLuint     program, buffer, vertices;
  GArray    *sent; /* of Line */
};

VtLines *
vt_lines_new (VtUploads *uploads, GError **error)
{
  static const gsize offsets[N_ATTRIBUTES] = { offsetof (Line, ends[0]), offsetof (Line, ends[1]),
                                               offsetof (Line, color), offsetof (Line, style) };
  VtLines *lines = g_new0 (VtLines, 1);

  lines->program = vt_program_new ("line", error);
  if (lines->program == 0)
    {
      g_free (lines);
      return NULL;
    }
  lines->uploads = uploads;
  lines->sent = g_array_new (FALSE, FALSE, sizeof (Line));
  glGenBuffers (1, &lines->buffer);
  glGenVertexArrays (1, &lines->vertices);
  glBindVertexArray (lines->vertices);
  glBindBuffer (GL_ARRAY_BUFFER, lines->buffer);
  for (guint i = 0; i < N_ATTRIBUTES; i++)
    {
      glEnableVertexAttribArray (i);
      glVertexAttribPointer (i, i < 2 ? 3 : 4, GL_FLOAT, GL_FALSE, sizeof (Line), (const void *) offsets[i]);
      glVertexAttribDivisor (i, 1);
    }
  return lines;
}

void
vt_lines_free (VtLines *lines)
{
  if (lines == NULL)
    return;
  glDeleteVertexArrays (1, &lines->vertices);
  glDeleteBuffers (1, &lines->buffer);
  glDeleteProgram (lines->program);
  g_array_unref (lines->sent);
  g_free (lines);
}

static void
append (GArray *list, const float from[3], const float to[3], const VtLineStyle *style)
{
  Line line = { .color = { style->color.red, style->color.green, style->color.blue, style->color.alpha },
                .style = { (float) style->width, (float) style->dash, (float) style->hidden, (float) style->cue } };

  memcpy (line.ends[0], from, sizeof line.ends[0]);
  memcpy (line.ends[1], to, sizeof line.ends[1]);
  g_array_append_val (list, line);
}

static void
append_cell (GArray *list, const VtScene *scene)
{
  const VtLineStyle style = { .color = scene->cell_color, .width = EDGE_WIDTH, .cue = 1 };

  for (guint corner = 0; corner < 8; corner++)
    for (guint axis = 0; axis < 3; axis++)
      if (!(corner >> axis & 1))
        {
          float ends[2][3];

          for (guint end = 0; end < 2; end++)
            {
              guint which = end == 0 ? corner : corner | 1u << axis;
              const double fractional[3] = { which & 1, which >> 1 & 1, which >> 2 & 1 };
              double position[3];

              vt_cell_to_cartesian (&scene->cell, fractional, position);
              for (guint i = 0; i < 3; i++)
                ends[end][i] = (float) position[i];
            }
          append (list, ends[0], ends[1], &style);
        }
}

/* Returns whether any shines through atoms. */
static gboolean
append_overlay (GArray *list, const VtOverlay *overlay)
{
  gboolean shines = FALSE;
  gsize n;
  const VtOverlayLine *lines = vt_overlay_get_lines (overlay, &n);

  for (gsize i = 0; i < n; i++)
    {
      append (list, lines[i].ends[0], lines[i].ends[1], &lines[i].style);
      shines = shines || lines[i].style.hidden > 0;
    }
  return shines;
}

/* A cell that stays while it is turned need not be sent again. Takes @list. */
static void
send (VtLines *lines, GArray *list)
{
  gboolean same = list->len == lines->sent->len && memcmp (list->data, lines->sent->data, list->len * sizeof (Line)) == 0;

  g_array_unref (lines->sent);
  lines->sent = list;
  if (!same)
    vt_uploads_send_buffer (lines->uploads, VT_UPLOAD_OVERLAYS, lines->buffer, list->len * sizeof (Line), list->data);
}

/* Those in front of the atoms; then, where some shine through, those behind. */
static void
draw_passes (GLuint program, guint n, gboolean shines)
{
  vt_program_set_int (program, "u_behind", FALSE);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) n);
  if (!shines)
    return;
  vt_program_set_int (program, "u_behind", TRUE);
  glDepthFunc (GL_GEQUAL);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, (GLsizei) n);
  glDepthFunc (GL_LESS);
}

void
vt_lines_draw (VtLines *lines, const VtRenderShot *shot)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Line));
  gboolean shines = FALSE;

  if (shot->scene->show_cell)
    append_cell (list, shot->scene);
  for (guint layer = 0; layer < VT_N_LAYERS; layer++)
    if (shot->scene->overlays[layer] != NULL)
      shines |= append_overlay (list, shot->scene->overlays[layer]);
  if (list->len == 0)
    return;
  vt_render_shot_set_uniforms (shot, lines->program);
  vt_program_set_vec2 (lines->program, "u_viewport", shot->width, shot->height);
  vt_program_set_float (lines->program, "u_scale", shot->line_scale);
  vt_program_set_float (lines->program, "u_near", shot->near);
  send (lines, g_steal_pointer (&list));
  glBindVertexArray (lines->vertices);
  vt_render_begin_blending ();
  draw_passes (lines->program, lines->sent->len, shines);
  vt_render_end_blending ();
}
