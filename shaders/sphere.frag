#version 330 core
#extension GL_ARB_conservative_depth : enable
/*
 * The sphere's point under this pixel, its depth and its light. Light: wrapped Lambert with ambient, scaled so that it
 * is 1 where the sphere faces the eye (there the colour is the legend's); a soft highlight; a darker rim.
 */
in vec2 v_q;
flat in vec4 v_color;
flat in vec4 v_fade;
flat in float v_share;

uniform float u_depth_eye;   /* window depth that 1/distance = 0 has, perspective; else 1 */
uniform float u_depth_slope; /* 1 perspective, 0 orthographic */
uniform vec4 u_light;        /* light = max (n · xyz + w, u_light_floor) */
uniform float u_light_floor;
uniform vec4 u_highlight;    /* specular = max (n · xyz + w, 0)² */
uniform float u_outline;
uniform vec3 u_selected;
uniform vec3 u_background;
uniform bool u_ghosts;
uniform float u_alpha_front; /* of ghosts, where they face the eye */
uniform float u_alpha_rim;   /* and at their silhouette: like glass */

out vec4 color;
#ifdef GL_ARB_conservative_depth
layout (depth_greater) out float gl_FragDepth;
#endif

void
main ()
{
  float h = 1.0 - dot (v_q, v_q);

  if (h < 0.0)
    discard;

  float s = sqrt (h), t = 1.0 - s;
  vec3 n = vec3 (v_q, s);
  float light = max (dot (n, u_light.xyz) + u_light.w, u_light_floor) * (1.0 - u_outline * t * t);
  float highlight = max (dot (n, u_highlight.xyz) + u_highlight.w, 0.0);

  gl_FragDepth = gl_FragCoord.z + (u_depth_eye - u_depth_slope * gl_FragCoord.z) * v_fade.a * t;
  color.rgb = v_color.rgb * light + highlight * highlight * v_share + v_fade.rgb;
  /* An outline of two colours shows on every colour map. */
  if (h < v_color.a)
    color.rgb = (h < 0.5 * v_color.a ? u_selected : u_background) * v_share + v_fade.rgb;
  color.a = 1.0;
  if (u_ghosts)
    color = vec4 (color.rgb, 1.0) * mix (u_alpha_front, u_alpha_rim, t * t);
}
