/* What a renderer changes of OpenGL's state, kept and put back: GTK draws in that context too. Internal to the
 * folder. */
#pragma once

#include <epoxy/gl.h>
#include <glib.h>

G_BEGIN_DECLS

#define VT_GL_STATE_UNITS 4

typedef struct
{
  GLint     draw_framebuffer, read_framebuffer, renderbuffer;
  GLint     program, vertex_array, array_buffer, texture_buffer, unpack_buffer, pack_buffer;
  GLint     active_texture, textures_2d[VT_GL_STATE_UNITS], textures_buffer[VT_GL_STATE_UNITS];
  GLint     viewport[4], unpack_alignment, unpack_row_length, depth_function;
  GLint     blend_source_rgb, blend_target_rgb, blend_source_alpha, blend_target_alpha;
  GLint     blend_equation_rgb, blend_equation_alpha;
  GLboolean blend, depth_test, cull_face, scissor, stencil, multisample, srgb, depth_mask, color_mask[4];
  GLfloat   clear_color[4], clear_depth;
} VtGlState;

void vt_gl_state_save (VtGlState *state);
void vt_gl_state_restore (const VtGlState *state);

G_END_DECLS
