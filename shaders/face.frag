#version 330 core
/* A translucent face, a little darker where it is seen aslant, so that a polyhedron's faces can be told apart. */
in vec3 v_position;
flat in vec4 v_color;

out vec4 color;

const float ASLANT = 0.7;

void
main ()
{
  vec3 normal = cross (dFdx (v_position), dFdy (v_position));
  float light = mix (ASLANT, 1.0, abs (normal.z) / max (length (normal), 1e-30));

  color = vec4 (v_color.rgb * light * v_color.a, v_color.a);
}
