#version 330 core
/* What the processor has drawn, pixel by pixel: premultiplied colours, and the window's depths. */
uniform sampler2D u_colors;
uniform sampler2D u_depths;

out vec4 color;

void
main ()
{
  ivec2 place = ivec2 (gl_FragCoord.xy);

  color = texelFetch (u_colors, place, 0);
  if (color.a == 0.0)
    discard;
  gl_FragDepth = texelFetch (u_depths, place, 0).r;
}
