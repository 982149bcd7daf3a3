#version 330 core
noperspective in float v_across;
in float v_share;

uniform vec4 u_color;
uniform float u_half_width;

out vec4 color;

void
main ()
{
  float alpha = u_color.a * v_share * clamp (u_half_width - abs (v_across), 0.0, 1.0);

  color = vec4 (u_color.rgb * alpha, alpha);
}
