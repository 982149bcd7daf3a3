#include "vt-program.h"

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-render-resources.h"

static void
set_error (const char *what, const char *log, GError **error)
{
  VtPlace place = { NULL, -1, 0, _("Updating the graphics driver may help; the slice view works without it") };

  vt_set_error_at (error, VT_ERROR_UNAVAILABLE, &place, _("The graphics driver refuses %s: %s"), what, log);
}

static GLuint
compile (const char *file, GLenum type, GError **error)
{
  g_autofree char *path = g_strconcat ("/org/vitrine/shaders/", file, NULL);
  g_autoptr (GBytes) source = NULL;
  const char *text;
  GLint length, good = 0;
  GLuint shader;

  /* By the registry, where another shader may lie over ours (G_RESOURCE_OVERLAYS); ours is in it once it is named. */
  g_assert (vt_render_get_resource () != NULL);
  source = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (source == NULL)
    return 0;
  text = g_bytes_get_data (source, NULL);
  length = (GLint) g_bytes_get_size (source);
  shader = glCreateShader (type);
  glShaderSource (shader, 1, &text, &length);
  glCompileShader (shader);
  glGetShaderiv (shader, GL_COMPILE_STATUS, &good);
  if (!good)
    {
      char log[2048] = "";

      glGetShaderInfoLog (shader, sizeof log, NULL, log);
      glDeleteShader (shader);
      set_error (file, g_strstrip (log), error);
      return 0;
    }
  return shader;
}

GLuint
vt_program_new (const char *name, GError **error)
{
  g_autofree char *vertex_file = g_strconcat (name, ".vert", NULL);
  g_autofree char *fragment_file = g_strconcat (name, ".frag", NULL);
  GLuint vertex = compile (vertex_file, GL_VERTEX_SHADER, error), fragment, program;
  GLint good = 0;

  if (vertex == 0)
    return 0;
  fragment = compile (fragment_file, GL_FRAGMENT_SHADER, error);
  if (fragment == 0)
    {
      glDeleteShader (vertex);
      return 0;
    }
  program = glCreateProgram ();
  glAttachShader (program, vertex);
  glAttachShader (program, fragment);
  glLinkProgram (program);
  glDeleteShader (vertex);
  glDeleteShader (fragment);
  glGetProgramiv (program, GL_LINK_STATUS, &good);
  if (!good)
    {
      char log[2048] = "";

      glGetProgramInfoLog (program, sizeof log, NULL, log);
      glDeleteProgram (program);
      set_error (name, g_strstrip (log), error);
      return 0;
    }
  return program;
}

void
vt_program_set_int (GLuint program, const char *name, int value)
{
  glUniform1i (glGetUniformLocation (program, name), value);
}

void
vt_program_set_float (GLuint program, const char *name, double value)
{
  glUniform1f (glGetUniformLocation (program, name), (float) value);
}

void
vt_program_set_vec2 (GLuint program, const char *name, double x, double y)
{
  glUniform2f (glGetUniformLocation (program, name), (float) x, (float) y);
}

void
vt_program_set_vec3 (GLuint program, const char *name, double x, double y, double z)
{
  glUniform3f (glGetUniformLocation (program, name), (float) x, (float) y, (float) z);
}

void
vt_program_set_vec4 (GLuint program, const char *name, double x, double y, double z, double w)
{
  glUniform4f (glGetUniformLocation (program, name), (float) x, (float) y, (float) z, (float) w);
}

void
vt_program_set_matrix (GLuint program, const char *name, const float matrix[16])
{
  glUniformMatrix4fv (glGetUniformLocation (program, name), 1, GL_FALSE, matrix);
}
