/* A small glass with a model, and the state it is looked at in: for tests that evaluate, one after the other. */
#pragma once

#include "vt-evaluator.h"

G_BEGIN_DECLS

typedef struct
{
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
} GlassFixture;

/* 256 atoms in 6 frames, 5 ps each, at 100 K: T_ML, over 20 ps, is there for the first two. All else is by default. */
void glass_fixture_set_up (GlassFixture *fixture, gconstpointer unused);
void glass_fixture_tear_down (GlassFixture *fixture, gconstpointer unused);
/* The fixture's state from now on with that value (a floating one is sunk), which must be a good one. */
void glass_fixture_set (GlassFixture *fixture, const char *key, GVariant *value);

G_END_DECLS
