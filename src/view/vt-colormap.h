/* Colour maps: 256 colours each, from data/colormaps. Owned by the program, read once, the same for all. */
#pragma once

#include "vt-color.h"

G_BEGIN_DECLS

#define VT_COLORMAP_SIZE 256

typedef struct _VtColormap VtColormap;

guint             vt_colormap_get_count (void);
/* In the order of menus: viridis, cividis, inferno, magma, turbo, coolwarm, greys, jet. */
const VtColormap *vt_colormap_get (guint index);
/* (nullable) */
const VtColormap *vt_colormap_find (const char *name);

/* In files and on the command line: "viridis". */
const char    *vt_colormap_get_name (const VtColormap *map);
/* For people, translated: "Viridis". */
const char    *vt_colormap_get_label (const VtColormap *map);
/* VT_COLORMAP_SIZE colours, first to last. */
const VtColor *vt_colormap_get_colors (const VtColormap *map);
/* The entry ⌊256 t⌋ for t in [0, 1], clamped: what the screen, the legend and the figures all use. */
VtColor        vt_colormap_lookup (const VtColormap *map, double t);

G_END_DECLS
