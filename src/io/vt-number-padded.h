/* The short way to read a number, inline, for text with at least VT_NUMBER_PADDING readable bytes behind it.
 *
 * Eight characters are looked at as one word (D. Lemire, Softw. Pract. Exp. 51, 1700 (2021)): the first that is no
 * digit is found by a carry into the top bit of its byte, the digits before it are shifted to the end of the word, and
 * three multiplications make a number of them. So there is no branch on the number of digits, which nobody can
 * predict in a column of coordinates. */
#pragma once

#include <string.h>

#include "vt-number.h"

G_BEGIN_DECLS

#define VT_NUMBER_PADDING 32

static inline gboolean
vt_number_is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* Up to eight digits: returns how many there are, their value in @value. */
static inline guint
vt_number_eight_digits (const char *text, guint64 *value)
{
  guint64 word, others;
  guint n, shift;

  memcpy (&word, text, sizeof word);
  word = GUINT64_FROM_LE (word) ^ G_GUINT64_CONSTANT (0x3030303030303030);
  others = ((word + G_GUINT64_CONSTANT (0x7676767676767676)) | word) & G_GUINT64_CONSTANT (0x8080808080808080);
  n = others != 0 ? (guint) __builtin_ctzll (others) / 8 : 8;
  /* Twice half the shift: none of eight digits would mean a shift by 64, which C does not define. */
  shift = 4 * (8 - n);
  word = (word << shift) << shift;
  word = word * 10 + (word >> 8);
  *value = ((word & G_GUINT64_CONSTANT (0x000000ff000000ff)) * G_GUINT64_CONSTANT (0x000f424000000064)
            + ((word >> 16) & G_GUINT64_CONSTANT (0x000000ff000000ff)) * G_GUINT64_CONSTANT (0x0000271000000001))
           >> 32;
  return n;
}

/* As vt_number_parse(). Up to seven digits before the point and fifteen behind it, no exponent, a mantissa below
 * 2^53: the rest goes the long way. */
static inline const char *
vt_number_parse_padded (const char *text, const char *end, double *value)
{
  static const double powers[16] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
                                     1e15 };
  static const guint64 scales[9] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000 };
  gboolean negative = *text == '-';
  const char *p = text + negative;
  guint64 mantissa, part;
  guint n = vt_number_eight_digits (p, &mantissa), digits = 0;
  double x;

  if (n == 0 || n == 8)
    return vt_number_parse (text, end, value);
  p += n;
  if (*p == '.')
    {
      digits = vt_number_eight_digits (++p, &part);
      mantissa = mantissa * scales[digits] + part;
      p += digits;
      if (digits == 8)
        {
          n = vt_number_eight_digits (p, &part);
          mantissa = mantissa * scales[n] + part;
          digits += n;
          p += n;
        }
    }
  /* Up to 18 digits (19 characters with the point) the mantissa cannot have overflowed, and the test of it holds. */
  if (G_UNLIKELY (digits == 16 || p > end || (p < end && !vt_number_is_blank (*p))
                  || p - text - negative > 19 || mantissa >= G_GUINT64_CONSTANT (1) << 53))
    return vt_number_parse (text, end, value);
  x = (double) mantissa / powers[digits];
  *value = negative ? -x : x;
  return p;
}

/* As vt_number_parse_integer(). */
static inline const char *
vt_number_parse_integer_padded (const char *text, const char *end, gint64 *value)
{
  guint64 magnitude;
  guint n = vt_number_eight_digits (text, &magnitude);

  if (G_UNLIKELY (n == 0 || n == 8 || text + n > end || (text + n < end && !vt_number_is_blank (text[n]))))
    return vt_number_parse_integer (text, end, value);
  *value = (gint64) magnitude;
  return text + n;
}

G_END_DECLS
