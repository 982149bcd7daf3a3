/* Decimal to double. A decimal is mantissa · 10^exponent with at most 19 digits, so that the mantissa fits 64 bits.
 *
 * Where the mantissa is below 2^53 and |exponent| ≤ 22, both are exact doubles and one IEEE operation rounds once:
 * the result is the nearest double (W. D. Clinger, PLDI 1990). Where long double has 64 bits, the same holds of its
 * result up to 10^27; rounding that once more to 53 bits is right unless its low 11 bits lie at the middle, which is
 * looked at. Everything else goes to g_ascii_strtod(), which is slow and exact. */
#include "vt-number.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define MAX_DIGITS 19
#define MAX_WORD 400

typedef struct
{
  guint64  mantissa;
  int      exponent;
  gboolean negative;
} Decimal;

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static inline gboolean
is_digit (char c)
{
  return (guchar) (c - '0') <= 9;
}

const char *
vt_number_skip_blanks (const char *text, const char *end)
{
  while (text < end && is_blank (*text))
    text++;
  return text;
}

const char *
vt_number_skip_word (const char *text, const char *end)
{
  while (text < end && !is_blank (*text))
    text++;
  return text;
}

/* The exponent behind an 'e', kept small enough not to overflow: the slow path knows what 1e999999 is. */
static const char *
scan_exponent (const char *p, const char *end, int *exponent)
{
  gboolean negative = FALSE;
  int value = 0;

  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  if (p == end || !is_digit (*p))
    return NULL;
  for (; p < end && is_digit (*p); p++)
    {
      value = value * 10 + (*p - '0');
      if (value > 9999)
        return NULL;
    }
  *exponent += negative ? -value : value;
  return p;
}

/* Leaves NULL for what it does not understand: the slow path decides then. */
static const char *
scan_decimal (const char *p, const char *end, Decimal *decimal)
{
  const char *digits, *point = NULL;
  guint64 mantissa = 0;
  gsize n_digits;

  decimal->negative = FALSE;
  decimal->exponent = 0;
  if (p < end && (*p == '+' || *p == '-'))
    decimal->negative = *p++ == '-';
  digits = p;
  for (; p < end && is_digit (*p); p++)
    mantissa = mantissa * 10 + (guint64) (*p - '0');
  if (p < end && *p == '.')
    {
      point = p++;
      for (; p < end && is_digit (*p); p++)
        mantissa = mantissa * 10 + (guint64) (*p - '0');
      decimal->exponent = (int) -MIN (p - point - 1, 9999);
    }
  /* The mantissa may have overflowed by now (unsigned, so that it is defined): then there were too many digits. */
  n_digits = (gsize) (p - digits) - (point != NULL ? 1 : 0);
  if (n_digits == 0 || n_digits > MAX_DIGITS)
    return NULL;
  decimal->mantissa = mantissa;
  if (p < end && (*p == 'e' || *p == 'E'))
    p = scan_exponent (p + 1, end, &decimal->exponent);
  return p;
}

#if LDBL_MANT_DIG == 64
static gboolean
convert_extended (const Decimal *decimal, double *value)
{
  static const long double powers[] = { 1e0L, 1e1L, 1e2L, 1e3L, 1e4L, 1e5L, 1e6L, 1e7L, 1e8L, 1e9L,
                                        1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L,
                                        1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L };
  long double x = (long double) decimal->mantissa;
  guint64 bits;
  guint low;

  if (decimal->exponent < -27 || decimal->exponent > 27)
    return FALSE;
  x = decimal->exponent < 0 ? x / powers[-decimal->exponent] : x * powers[decimal->exponent];
  memcpy (&bits, &x, sizeof bits);
  low = (guint) (bits & 0x7ff);
  if (low >= 0x3fe && low <= 0x402)
    return FALSE;
  *value = (double) x;
  return TRUE;
}
#else
static gboolean
convert_extended (const Decimal *decimal, double *value)
{
  return FALSE;
}
#endif

static inline gboolean
convert (const Decimal *decimal, double *value)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  double x;

  if (decimal->mantissa < G_GUINT64_CONSTANT (1) << 53 && decimal->exponent >= -22 && decimal->exponent <= 22)
    {
      x = (double) decimal->mantissa;
      x = decimal->exponent < 0 ? x / powers[-decimal->exponent] : x * powers[decimal->exponent];
    }
  else if (!convert_extended (decimal, &x))
    return FALSE;
  *value = decimal->negative ? -x : x;
  return TRUE;
}

static const char *
parse_slowly (const char *text, const char *end, double *value)
{
  const char *stop = vt_number_skip_word (text, end);
  gsize length = (gsize) (stop - text);
  char word[MAX_WORD + 1];
  char *after;

  if (length == 0 || length > MAX_WORD)
    return NULL;
  memcpy (word, text, length);
  word[length] = '\0';
  /* strtod also knows hexadecimal and nan(…), which no dump means. */
  if (strpbrk (word, "xX(") != NULL || g_ascii_isspace (word[0]))
    return NULL;
  *value = g_ascii_strtod (word, &after);
  return after == word + length ? stop : NULL;
}

const char *
vt_number_parse (const char *text, const char *end, double *value)
{
  Decimal decimal;
  const char *stop = scan_decimal (text, end, &decimal);

  if (G_LIKELY (stop != NULL && (stop == end || is_blank (*stop)) && convert (&decimal, value)))
    return stop;
  return parse_slowly (text, end, value);
}

const char *
vt_number_parse_integer (const char *text, const char *end, gint64 *value)
{
  guint64 magnitude = 0, limit = G_MAXINT64;
  gboolean negative = FALSE;
  const char *p = text;

  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  if (p == end || !is_digit (*p))
    return NULL;
  for (; p < end && is_digit (*p); p++)
    {
      guint64 digit = (guint64) (*p - '0');

      if (magnitude > (limit - digit) / 10)
        return NULL;
      magnitude = magnitude * 10 + digit;
    }
  if (p < end && !is_blank (*p))
    return NULL;
  *value = negative ? -(gint64) magnitude : (gint64) magnitude;
  return p;
}

/* Lanes of bytes that the compiler turns into vectors; emptied before one can overflow. */
gsize
vt_number_count_lines (const char *text, gsize length)
{
  gsize count = 0, i = 0;

  while (length - i >= 64)
    {
      guint8 lanes[64] = { 0 };
      gsize rounds = MIN ((length - i) / 64, 255);

      for (gsize round = 0; round < rounds; round++, i += 64)
        for (guint lane = 0; lane < 64; lane++)
          lanes[lane] += text[i + lane] == '\n';
      for (guint lane = 0; lane < 64; lane++)
        count += lanes[lane];
    }
  for (; i < length; i++)
    count += text[i] == '\n';
  return count;
}
