#version 330 core
/* A line as a strip of constant width on the screen, cut at the near plane. */
layout (location = 0) in vec3 from;
layout (location = 1) in vec3 to;
layout (location = 2) in vec4 line_color; /* straight alpha */
layout (location = 3) in vec4 style;      /* width, dash: logical pixels; hidden, cue: shares */

uniform mat4 u_view;
uniform mat4 u_projection;
uniform vec2 u_viewport;     /* rendered pixels */
uniform float u_scale;       /* rendered pixels a logical pixel */
uniform float u_near;
uniform vec2 u_cue;
uniform float u_cue_strength;
uniform bool u_behind;       /* what lies behind atoms */

noperspective out float v_across; /* rendered pixels from the line's middle */
noperspective out float v_along;  /* rendered pixels from its beginning */
out float v_share;
flat out vec4 v_color;
flat out vec2 v_size;        /* half width with half a pixel of fading, dash: rendered pixels */

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
  float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0, length_ = length (along) / 2.0;
  vec4 point = gl_VertexID < 2 ? p : q;

  v_color = line_color;
  if (u_behind)
    v_color.a *= style.z;
  v_size = vec2 (style.x * u_scale / 2.0 + 0.5, style.y * u_scale);
  along = length_ > 1e-4 ? normalize (along) : vec2 (1.0, 0.0);
  v_across = side * v_size.x;
  v_along = gl_VertexID < 2 ? 0.0 : length_;
  v_share = 1.0 - style.w * u_cue_strength * clamp (-(gl_VertexID < 2 ? a.z : b.z) * u_cue.x + u_cue.y, 0.0, 1.0);
  point.xy += vec2 (-along.y, along.x) * side * v_size.x * 2.0 / u_viewport * point.w;
  gl_Position = point;
}
