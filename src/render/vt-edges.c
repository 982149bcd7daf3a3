/* The cell's twelve edges as strips of constant width on the screen (shaders/edge.vert). */
#include "vt-renderer-private.h"

#include "vt-program.h"

#define EDGE_WIDTH 1.25 /* logical pixels */

struct _VtEdges
{
  GLuint program, buffer, vertices;
};

VtEdges *
vt_edges_new (GError **error)
{
  VtEdges *edges = g_new0 (VtEdges, 1);

  edges->program = vt_program_new ("edge", error);
  if (edges->program == 0)
    {
      g_free (edges);
      return NULL;
    }
  glGenBuffers (1, &edges->buffer);
  glGenVertexArrays (1, &edges->vertices);
  glBindVertexArray (edges->vertices);
  glBindBuffer (GL_ARRAY_BUFFER, edges->buffer);
  for (guint end = 0; end < 2; end++)
    {
      glEnableVertexAttribArray (end);
      glVertexAttribPointer (end, 3, GL_FLOAT, GL_FALSE, 6 * sizeof (float), (const void *) (end * 3 * sizeof (float)));
      glVertexAttribDivisor (end, 1);
    }
  return edges;
}

void
vt_edges_free (VtEdges *edges)
{
  if (edges == NULL)
    return;
  glDeleteVertexArrays (1, &edges->vertices);
  glDeleteBuffers (1, &edges->buffer);
  glDeleteProgram (edges->program);
  g_free (edges);
}

static void
get_ends (const VtCell *cell, float ends[12][2][3])
{
  guint n = 0;

  for (guint corner = 0; corner < 8; corner++)
    for (guint axis = 0; axis < 3; axis++)
      if (!(corner >> axis & 1))
        {
          for (guint end = 0; end < 2; end++)
            {
              guint which = end == 0 ? corner : corner | 1u << axis;
              const double fractional[3] = { which & 1, which >> 1 & 1, which >> 2 & 1 };
              double position[3];

              vt_cell_to_cartesian (cell, fractional, position);
              for (guint i = 0; i < 3; i++)
                ends[n][end][i] = (float) position[i];
            }
          n++;
        }
}

void
vt_edges_draw (VtEdges *edges, const VtRenderShot *shot)
{
  const VtColor *color = &shot->scene->cell_color;
  GLuint program = edges->program;
  float ends[12][2][3];

  get_ends (&shot->scene->cell, ends);
  vt_render_shot_set_uniforms (shot, program);
  vt_program_set_vec2 (program, "u_viewport", shot->width, shot->height);
  vt_program_set_float (program, "u_near", shot->near);
  vt_program_set_float (program, "u_half_width", EDGE_WIDTH * shot->line_scale / 2 + 0.5);
  vt_program_set_vec4 (program, "u_color", color->red, color->green, color->blue, color->alpha);
  glBindBuffer (GL_ARRAY_BUFFER, edges->buffer);
  glBufferData (GL_ARRAY_BUFFER, sizeof ends, ends, GL_STREAM_DRAW);
  glBindVertexArray (edges->vertices);
  glEnable (GL_BLEND);
  glBlendEquation (GL_FUNC_ADD);
  glBlendFunc (GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask (GL_FALSE);
  glDrawArraysInstanced (GL_TRIANGLE_STRIP, 0, 4, 12);
  glDepthMask (GL_TRUE);
}
