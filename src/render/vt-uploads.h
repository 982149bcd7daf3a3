/* The only ways by which numbers go to OpenGL, counted by what they are. Uniforms and commands are not counted.
 * Internal to the folder. */
#pragma once

#include <epoxy/gl.h>
#include "vt-renderer.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 bytes[VT_N_UPLOADS]; /* since the renderer was made */
} VtUploads;

/* Fills @buffer, a vertex buffer, anew; it stays bound. @data: @size bytes */
void vt_uploads_send_buffer (VtUploads *uploads, VtUpload what, GLuint buffer, gsize size, gconstpointer data);

/**
 * VtUploadImage:
 * @format, @type: 4 bytes a pixel
 * @stride: pixels from one row to the next
 */
typedef struct
{
  GLenum        format, type;
  gconstpointer pixels;
  gsize         stride;
} VtUploadImage;

/* Into the lower left corner of the texture that is bound, which has room for it. */
void vt_uploads_send_image (VtUploads *uploads, VtUpload what, const VtUploadImage *image, int width, int height);

G_END_DECLS
