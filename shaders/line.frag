#version 330 core
noperspective in float v_across;
noperspective in float v_along;
in float v_share;
flat in vec4 v_color;
flat in vec2 v_size;

out vec4 color;

void
main ()
{
  float alpha = v_color.a * v_share * clamp (v_size.x - abs (v_across), 0.0, 1.0);

  if (v_size.y > 0.0)
    {
      /* From the nearest dash's middle. */
      float off = abs (mod (v_along + 0.5 * v_size.y, 2.0 * v_size.y) - v_size.y);

      alpha *= clamp (0.5 * v_size.y - off + 0.5, 0.0, 1.0);
    }
  color = vec4 (v_color.rgb * alpha, alpha);
}
