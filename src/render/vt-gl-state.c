#include "vt-gl-state.h"

static void
save_bindings (VtGlState *state)
{
  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &state->draw_framebuffer);
  glGetIntegerv (GL_READ_FRAMEBUFFER_BINDING, &state->read_framebuffer);
  glGetIntegerv (GL_RENDERBUFFER_BINDING, &state->renderbuffer);
  glGetIntegerv (GL_CURRENT_PROGRAM, &state->program);
  glGetIntegerv (GL_VERTEX_ARRAY_BINDING, &state->vertex_array);
  glGetIntegerv (GL_ARRAY_BUFFER_BINDING, &state->array_buffer);
  glGetIntegerv (GL_TEXTURE_BUFFER, &state->texture_buffer);
  glGetIntegerv (GL_PIXEL_UNPACK_BUFFER_BINDING, &state->unpack_buffer);
  glGetIntegerv (GL_PIXEL_PACK_BUFFER_BINDING, &state->pack_buffer);
  glGetIntegerv (GL_ACTIVE_TEXTURE, &state->active_texture);
  for (guint i = 0; i < VT_GL_STATE_UNITS; i++)
    {
      glActiveTexture (GL_TEXTURE0 + i);
      glGetIntegerv (GL_TEXTURE_BINDING_2D, &state->textures_2d[i]);
      glGetIntegerv (GL_TEXTURE_BINDING_BUFFER, &state->textures_buffer[i]);
    }
  glActiveTexture ((GLenum) state->active_texture);
}

void
vt_gl_state_save (VtGlState *state)
{
  g_return_if_fail (state != NULL);

  save_bindings (state);
  glGetIntegerv (GL_VIEWPORT, state->viewport);
  glGetIntegerv (GL_UNPACK_ALIGNMENT, &state->unpack_alignment);
  glGetIntegerv (GL_UNPACK_ROW_LENGTH, &state->unpack_row_length);
  glGetIntegerv (GL_DEPTH_FUNC, &state->depth_function);
  glGetIntegerv (GL_BLEND_SRC_RGB, &state->blend_source_rgb);
  glGetIntegerv (GL_BLEND_DST_RGB, &state->blend_target_rgb);
  glGetIntegerv (GL_BLEND_SRC_ALPHA, &state->blend_source_alpha);
  glGetIntegerv (GL_BLEND_DST_ALPHA, &state->blend_target_alpha);
  glGetIntegerv (GL_BLEND_EQUATION_RGB, &state->blend_equation_rgb);
  glGetIntegerv (GL_BLEND_EQUATION_ALPHA, &state->blend_equation_alpha);
  state->blend = glIsEnabled (GL_BLEND);
  state->depth_test = glIsEnabled (GL_DEPTH_TEST);
  state->cull_face = glIsEnabled (GL_CULL_FACE);
  state->scissor = glIsEnabled (GL_SCISSOR_TEST);
  state->stencil = glIsEnabled (GL_STENCIL_TEST);
  state->multisample = glIsEnabled (GL_MULTISAMPLE);
  state->srgb = glIsEnabled (GL_FRAMEBUFFER_SRGB);
  glGetBooleanv (GL_DEPTH_WRITEMASK, &state->depth_mask);
  glGetBooleanv (GL_COLOR_WRITEMASK, state->color_mask);
  glGetFloatv (GL_COLOR_CLEAR_VALUE, state->clear_color);
  glGetFloatv (GL_DEPTH_CLEAR_VALUE, &state->clear_depth);
}

static void
set_enabled (GLenum what, GLboolean enabled)
{
  if (enabled)
    glEnable (what);
  else
    glDisable (what);
}

static void
restore_bindings (const VtGlState *state)
{
  glBindFramebuffer (GL_DRAW_FRAMEBUFFER, (GLuint) state->draw_framebuffer);
  glBindFramebuffer (GL_READ_FRAMEBUFFER, (GLuint) state->read_framebuffer);
  glBindRenderbuffer (GL_RENDERBUFFER, (GLuint) state->renderbuffer);
  glUseProgram ((GLuint) state->program);
  glBindVertexArray ((GLuint) state->vertex_array);
  glBindBuffer (GL_ARRAY_BUFFER, (GLuint) state->array_buffer);
  glBindBuffer (GL_TEXTURE_BUFFER, (GLuint) state->texture_buffer);
  glBindBuffer (GL_PIXEL_UNPACK_BUFFER, (GLuint) state->unpack_buffer);
  glBindBuffer (GL_PIXEL_PACK_BUFFER, (GLuint) state->pack_buffer);
  for (guint i = 0; i < VT_GL_STATE_UNITS; i++)
    {
      glActiveTexture (GL_TEXTURE0 + i);
      glBindTexture (GL_TEXTURE_2D, (GLuint) state->textures_2d[i]);
      glBindTexture (GL_TEXTURE_BUFFER, (GLuint) state->textures_buffer[i]);
    }
  glActiveTexture ((GLenum) state->active_texture);
}

void
vt_gl_state_restore (const VtGlState *state)
{
  g_return_if_fail (state != NULL);

  restore_bindings (state);
  glViewport (state->viewport[0], state->viewport[1], state->viewport[2], state->viewport[3]);
  glPixelStorei (GL_UNPACK_ALIGNMENT, state->unpack_alignment);
  glPixelStorei (GL_UNPACK_ROW_LENGTH, state->unpack_row_length);
  glDepthFunc ((GLenum) state->depth_function);
  glBlendFuncSeparate ((GLenum) state->blend_source_rgb, (GLenum) state->blend_target_rgb,
                       (GLenum) state->blend_source_alpha, (GLenum) state->blend_target_alpha);
  glBlendEquationSeparate ((GLenum) state->blend_equation_rgb, (GLenum) state->blend_equation_alpha);
  set_enabled (GL_BLEND, state->blend);
  set_enabled (GL_DEPTH_TEST, state->depth_test);
  set_enabled (GL_CULL_FACE, state->cull_face);
  set_enabled (GL_SCISSOR_TEST, state->scissor);
  set_enabled (GL_STENCIL_TEST, state->stencil);
  set_enabled (GL_MULTISAMPLE, state->multisample);
  set_enabled (GL_FRAMEBUFFER_SRGB, state->srgb);
  glDepthMask (state->depth_mask);
  glColorMask (state->color_mask[0], state->color_mask[1], state->color_mask[2], state->color_mask[3]);
  glClearColor (state->clear_color[0], state->clear_color[1], state->clear_color[2], state->clear_color[3]);
  glClearDepth (state->clear_depth);
}
