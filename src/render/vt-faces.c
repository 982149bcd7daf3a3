/* Translucent faces of overlays, the farthest triangle first; atoms in front hide them, they hide nothing. Sorting by
 * the triangles' middles is right for a convex body and for planes that do not cut each other. */
#include "vt-renderer-private.h"

#include <stdlib.h>
#include <string.h>
#include "vt-program.h"

/* As the shader takes it. */
typedef struct
{
  float corner[3];
  float color[4];
} Corner;

typedef struct
{
  float  depth; /* towards the eye */
  Corner corners[3];
} Triangle;

struct _VtFaces
{
  VtUploads *uploads;
  GLuint     program, buffer, vertices;
  Corner    *sent; /* [n_sent] */
  gsize      n_sent;
};

VtFaces *
vt_faces_new (VtUploads *uploads, GError **error)
{
  VtFaces *faces = g_new0 (VtFaces, 1);

  faces->program = vt_program_new ("face", error);
  if (faces->program == 0)
    {
      g_free (faces);
      return NULL;
    }
  faces->uploads = uploads;
  glGenBuffers (1, &faces->buffer);
  glGenVertexArrays (1, &faces->vertices);
  glBindVertexArray (faces->vertices);
  glBindBuffer (GL_ARRAY_BUFFER, faces->buffer);
  glEnableVertexAttribArray (0);
  glVertexAttribPointer (0, 3, GL_FLOAT, GL_FALSE, sizeof (Corner), (const void *) offsetof (Corner, corner));
  glEnableVertexAttribArray (1);
  glVertexAttribPointer (1, 4, GL_FLOAT, GL_FALSE, sizeof (Corner), (const void *) offsetof (Corner, color));
  return faces;
}

void
vt_faces_free (VtFaces *faces)
{
  if (faces == NULL)
    return;
  glDeleteVertexArrays (1, &faces->vertices);
  glDeleteBuffers (1, &faces->buffer);
  glDeleteProgram (faces->program);
  g_free (faces->sent);
  g_free (faces);
}

/* Distance from the eye: perspective sees along lines through it. */
static float
depth_of (const VtRenderShot *shot, const VtOverlayFace *face)
{
  float middle[3], eye[3];

  for (guint i = 0; i < 3; i++)
    middle[i] = (face->corners[0][i] + face->corners[1][i] + face->corners[2][i]) / 3;
  for (guint i = 0; i < 3; i++)
    eye[i] = shot->view[i] * middle[0] + shot->view[4 + i] * middle[1] + shot->view[8 + i] * middle[2] +
             shot->view[12 + i];
  if (shot->camera->projection == VT_PROJECTION_ORTHOGRAPHIC)
    return -eye[2];
  return eye[0] * eye[0] + eye[1] * eye[1] + eye[2] * eye[2];
}

static void
append_overlay (GArray *triangles, const VtRenderShot *shot, const VtOverlay *overlay)
{
  gsize n;
  const VtOverlayFace *faces = vt_overlay_get_faces (overlay, &n);

  for (gsize i = 0; i < n; i++)
    {
      const VtColor *color = &faces[i].color;
      const float rgba[4] = { color->red, color->green, color->blue, color->alpha };
      Triangle triangle = { .depth = depth_of (shot, &faces[i]) };

      for (guint k = 0; k < 3; k++)
        {
          memcpy (triangle.corners[k].corner, faces[i].corners[k], sizeof triangle.corners[k].corner);
          memcpy (triangle.corners[k].color, rgba, sizeof rgba);
        }
      g_array_append_val (triangles, triangle);
    }
}

static int
compare_depths (gconstpointer a, gconstpointer b)
{
  float x = ((const Triangle *) a)->depth, y = ((const Triangle *) b)->depth;

  return x > y ? -1 : x < y;
}

/* From another side the order may be another, else they need not be sent again. */
static void
send (VtFaces *faces, const GArray *triangles)
{
  gsize n = 3 * (gsize) triangles->len;
  Corner *corners = g_new (Corner, n);
  gboolean same;

  for (guint i = 0; i < triangles->len; i++)
    memcpy (corners + 3 * i, g_array_index (triangles, Triangle, i).corners, 3 * sizeof (Corner));
  same = n == faces->n_sent && memcmp (corners, faces->sent, n * sizeof (Corner)) == 0;
  g_free (faces->sent);
  faces->sent = corners;
  faces->n_sent = n;
  if (!same)
    vt_uploads_send_buffer (faces->uploads, VT_UPLOAD_OVERLAYS, faces->buffer, n * sizeof (Corner), corners);
}

void
vt_faces_draw (VtFaces *faces, const VtRenderShot *shot)
{
  g_autoptr (GArray) triangles = g_array_new (FALSE, FALSE, sizeof (Triangle));

  for (guint layer = 0; layer < VT_N_LAYERS; layer++)
    if (shot->scene->overlays[layer] != NULL)
      append_overlay (triangles, shot, shot->scene->overlays[layer]);
  if (triangles->len == 0)
    return;
  /* Stable, so that equal depths give equal pictures. */
  g_array_sort (triangles, compare_depths);
  send (faces, triangles);
  vt_render_shot_set_uniforms (shot, faces->program);
  glBindVertexArray (faces->vertices);
  vt_render_begin_blending ();
  glDrawArrays (GL_TRIANGLES, 0, (GLsizei) faces->n_sent);
  vt_render_end_blending ();
}
