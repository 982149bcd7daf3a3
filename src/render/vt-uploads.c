#include "vt-uploads.h"

#define PIXEL_BYTES 4

void
vt_uploads_send_buffer (VtUploads *uploads, VtUpload what, GLuint buffer, gsize size, gconstpointer data)
{
  glBindBuffer (GL_ARRAY_BUFFER, buffer);
  /* New storage instead of the old one's contents being changed: the card may still be drawing from that. */
  glBufferData (GL_ARRAY_BUFFER, (GLsizeiptr) size, data, GL_DYNAMIC_DRAW);
  uploads->bytes[what] += size;
}

void
vt_uploads_send_image (VtUploads *uploads, VtUpload what, const VtUploadImage *image, int width, int height)
{
  glPixelStorei (GL_UNPACK_ROW_LENGTH, (GLint) image->stride);
  glTexSubImage2D (GL_TEXTURE_2D, 0, 0, 0, width, height, image->format, image->type, image->pixels);
  glPixelStorei (GL_UNPACK_ROW_LENGTH, 0);
  uploads->bytes[what] += PIXEL_BYTES * (guint64) width * (guint64) height;
}
