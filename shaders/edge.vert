#version 330 core
/* An edge of the cell as a strip of constant width on the screen, cut at the near plane. */
layout (location = 0) in vec3 from;
layout (location = 1) in vec3 to;

uniform mat4 u_view;
uniform mat4 u_projection;
uniform vec2 u_viewport;     /* rendered pixels */
uniform float u_half_width;  /* rendered pixels, one pixel of fading included */
uniform float u_near;
uniform vec2 u_cue;
uniform float u_cue_strength;

noperspective out float v_across; /* rendered pixels from the line's middle */
out float v_share;

void
main ()
{
  vec3 a = (u_view * vec4 (from, 1.0)).xyz, b = (u_view * vec4 (to, 1.0)).xyz;

  if (a.z > -u_near && b.z < -u_near)
    a = mix (b, a, (b.z + u_near) / (b.z - a.z));
  else if (b.z > -u_near && a.z < -u_near)
    b = mix (a, b, (a.z + u_near) / (a.z - b.z));

  vec4 p = u_projection * vec4 (a, 1.0), q = u_projection * vec4 (b, 1.0);
  vec2 along = (q.xy / q.w - p.xy / p.w) * u_viewport;
  float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;
  vec4 point = gl_VertexID < 2 ? p : q;

  along = dot (along, along) > 1e-8 ? normalize (along) : vec2 (1.0, 0.0);
  v_across = side * u_half_width;
  v_share = 1.0 - u_cue_strength * clamp (-(gl_VertexID < 2 ? a.z : b.z) * u_cue.x + u_cue.y, 0.0, 1.0);
  point.xy += vec2 (-along.y, along.x) * side * u_half_width * 2.0 / u_viewport * point.w;
  gl_Position = point;
}
