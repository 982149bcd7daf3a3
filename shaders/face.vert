#version 330 core
layout (location = 0) in vec3 corner;
layout (location = 1) in vec4 face_color; /* straight alpha */

uniform mat4 u_view;
uniform mat4 u_projection;

out vec3 v_position;
flat out vec4 v_color;

void
main ()
{
  vec4 position = u_view * vec4 (corner, 1.0);

  v_position = position.xyz;
  v_color = face_color;
  gl_Position = u_projection * position;
}
