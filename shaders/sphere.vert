#version 330 core
/*
 * One square an atom, around the sphere's silhouette, in the plane that touches the sphere's front.
 *
 * Perspective: the silhouette of a sphere (c, r) at distance d = |c| is a circle of radius r √(1 − a²), a = r/d, around
 * c (1 − a²), perpendicular to the line of sight to c. With q the square's coordinates in units of that circle, the
 * line of sight through q meets the sphere at p / (1 + a s), p on the square, s = √(1 − q²): exact, and as cheap as the
 * orthographic case a = 0. The square is brought forward to p / (1 + a), the same pixels, so that the sphere's depth is
 * never less than the square's.
 */
layout (location = 0) in vec3 position; /* Å */
layout (location = 1) in float radius;  /* Å */
layout (location = 2) in float value;
layout (location = 3) in uint flags;

uniform sampler2D u_colors;      /* 256 × 1 */

uniform mat4 u_view;
uniform mat4 u_projection;
uniform bool u_ghosts;           /* those alone, else all others */
uniform bool u_perspective;
uniform bool u_categories;
uniform bool u_log;
uniform vec2 u_transform;        /* value (or its lg) → position on the colours: factor, offset */
uniform float u_n_categories;
uniform vec3 u_missing;
uniform vec3 u_background;
uniform vec2 u_cue;              /* fade = clamp (depth · x + y) */
uniform float u_cue_strength;
uniform float u_rim_pixels;      /* width of a selected atom's outline, rendered pixels */
uniform float u_pixels;          /* rendered pixels an Å at depth 1 (perspective), or everywhere */

out vec2 v_q;
flat out vec4 v_color;           /* the atom's share of the colour, and below which 1 − q² it is outlined */
flat out vec4 v_fade;            /* the background's share, and what the depth grows by */
flat out float v_share;

const uint SELECTED = 1u, DIMMED = 2u, HIDDEN = 4u, GHOST = 8u;
const float MISSING = -9e37;
const float PALE = 0.82;

vec3
look_up ()
{
  float place;

  if (value < MISSING)
    return u_missing;
  if (u_categories)
    {
      if (value < 0.0 || value >= u_n_categories)
        return u_missing;
      return texelFetch (u_colors, ivec2 (int (value), 0), 0).rgb;
    }
  if (u_log && value <= 0.0)
    place = u_transform.x > 0.0 ? 0.0 : u_transform.x < 0.0 ? 1.0 : u_transform.y;
  else
    place = (u_log ? log (value) * 0.43429448190325176 : value) * u_transform.x + u_transform.y;
  return texelFetch (u_colors, ivec2 (clamp (int (clamp (place, 0.0, 1.0) * 256.0), 0, 255), 0), 0).rgb;
}

void
main ()
{
  vec3 c = (u_view * vec4 (position, 1.0)).xyz;
  float r = radius, d = length (c), a = u_perspective ? r / d : 0.0;

  v_q = vec2 (gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  if ((flags & HIDDEN) != 0u || ((flags & GHOST) != 0u) != u_ghosts || !(r > 0.0) || !(a < 1.0) || isnan (d))
    {
      gl_Position = vec4 (0.0, 0.0, 2.0, 1.0);
      v_color = vec4 (0.0);
      v_fade = vec4 (0.0);
      v_share = 0.0;
      return;
    }

  vec3 p;
  if (u_perspective)
    {
      vec3 z = -c / d;
      vec3 x = normalize (vec3 (z.z, 0.0, -z.x)); /* up × z */
      vec3 y = cross (z, x);
      p = c * (1.0 - a) + r * sqrt ((1.0 - a) / (1.0 + a)) * (v_q.x * x + v_q.y * y);
      v_fade.a = a / (1.0 + a);
    }
  else
    {
      p = c + r * vec3 (v_q, 1.0);
      v_fade.a = -0.5 * u_projection[2][2] * r;
    }
  gl_Position = u_projection * vec4 (p, 1.0);

  vec3 color = look_up ();
  if ((flags & DIMMED) != 0u)
    color = mix (color, u_background, PALE);
  v_share = 1.0 - u_cue_strength * clamp (-c.z * u_cue.x + u_cue.y, 0.0, 1.0);
  v_color.rgb = color * v_share;
  v_fade.rgb = u_background * (1.0 - v_share);

  float rim = min (u_rim_pixels / (r * u_pixels / (u_perspective ? d : 1.0)), 0.35);
  v_color.a = (flags & SELECTED) != 0u ? rim * (2.0 - rim) : -1.0;
}
