/* A shader program from the compiled-in sources. Internal to the folder. */
#pragma once

#include <epoxy/gl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* From NAME.vert and NAME.frag; 0 with VT_ERROR_UNAVAILABLE and the driver's words. */
GLuint vt_program_new (const char *name, GError **error);

/* By name, into the program in use; a uniform the driver has optimised away is ignored. */
void vt_program_set_int (GLuint program, const char *name, int value);
void vt_program_set_float (GLuint program, const char *name, double value);
void vt_program_set_vec2 (GLuint program, const char *name, double x, double y);
void vt_program_set_vec3 (GLuint program, const char *name, double x, double y, double z);
void vt_program_set_vec4 (GLuint program, const char *name, double x, double y, double z, double w);
void vt_program_set_matrix (GLuint program, const char *name, const float matrix[16]);

G_END_DECLS
