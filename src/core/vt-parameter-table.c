/* One row a setting. A new setting is a new row: side bar, --help, man page, session and undo follow. */
#include "vt-parameter-table.h"
#include "vt-i18n.h"

#include <math.h>

static const VtChoice mapping_choices[] = {
  { "current-to-reference", N_ ("later onto earlier (Liu 2022)") },
  { "reference-to-current", N_ ("earlier onto later (Falk–Langer)") },
  { NULL, NULL }
};

static const VtChoice norm_choices[] = { { "mean", N_ ("mean over neighbours") },
                                         { "sum", N_ ("sum over neighbours") },
                                         { NULL, NULL } };

static const VtChoice page_choices[] = { { "3d", N_ ("3D") },
                                         { "slice", N_ ("Slice") },
                                         { "compare", N_ ("Compare") },
                                         { "model", N_ ("Model") },
                                         { NULL, NULL } };

static const VtChoice colormap_choices[] = { { "auto", N_ ("By quantity") },
                                             { "viridis", N_ ("Viridis") },
                                             { "cividis", N_ ("Cividis") },
                                             { "inferno", N_ ("Inferno") },
                                             { "magma", N_ ("Magma") },
                                             { "turbo", N_ ("Turbo") },
                                             { "coolwarm", N_ ("Cool–warm") },
                                             { "greys", N_ ("Greys") },
                                             { "jet", N_ ("Jet (older papers)") },
                                             { NULL, NULL } };

static const VtChoice scale_choices[] = { { "auto", N_ ("By quantity") },
                                          { "linear", N_ ("Linear") },
                                          { "log", N_ ("Logarithmic") },
                                          { NULL, NULL } };

static const VtChoice range_choices[] = { { "auto", N_ ("By quantity") },
                                          { "frame", N_ ("This frame") },
                                          { "all", N_ ("All frames") },
                                          { "percentile", N_ ("Percentiles of this frame") },
                                          { "symmetric", N_ ("Symmetric about zero") },
                                          { "manual", N_ ("As typed") },
                                          { NULL, NULL } };

static const VtChoice size_choices[] = { { "element", N_ ("By element") },
                                         { "fixed", N_ ("All alike") },
                                         { NULL, NULL } };

static const VtChoice projection_choices[] = { { "perspective", N_ ("Perspective") },
                                               { "orthographic", N_ ("Orthographic") },
                                               { NULL, NULL } };

static const VtChoice load_axis_choices[] = { { "auto", N_ ("Where the cell changes most") },
                                              { "x", "x" },
                                              { "y", "y" },
                                              { "z", "z" },
                                              { NULL, NULL } };

static const VtChoice series_choices[] = { { "activity", N_ ("Active share, ζ") },
                                           { "temperature", N_ ("T_ML") },
                                           { "clusters", N_ ("Clusters") },
                                           { "msd", N_ ("MSD against Δt") },
                                           { "alpha2", N_ ("α₂ against Δt") },
                                           { "motion", N_ ("MSD over the lag") },
                                           { NULL, NULL } };

static const VtChoice binning_choices[] = { { "width", N_ ("Equal width") },
                                            { "count", N_ ("Equal number of atoms") },
                                            { NULL, NULL } };

static const VtChoice scatter_color_choices[] = { { "none", N_ ("All alike") },
                                                  { "class", N_ ("LA and SA") },
                                                  { NULL, NULL } };

static const VtChoice against_choices[] = { { "time", N_ ("Time") }, { "strain", N_ ("Strain") }, { NULL, NULL } };

static const VtChoice axis_choices[] = { { "x", "x" }, { "y", "y" }, { "z", "z" }, { NULL, NULL } };

static const VtChoice slice_style_choices[] = { { "atoms", N_ ("Atoms") },
                                                { "field", N_ ("Field") },
                                                { "both", N_ ("Both") },
                                                { NULL, NULL } };

static const VtPreset contour_presets[] = { { "none", N_ ("No contour lines"), "0" }, { NULL, NULL, NULL } };

static const VtChoice class_choices[] = { { "all", N_ ("All atoms") },
                                          { "la", N_ ("Most active (LA)") },
                                          { "sa", N_ ("Most stable (SA)") },
                                          { NULL, NULL } };

static const VtChoice compare_choices[] = { { "lags", N_ ("Lags") },
                                            { "frames", N_ ("Times") },
                                            { "runs", N_ ("Runs") },
                                            { NULL, NULL } };

static const VtPreset time_presets[] = { { "auto", N_ ("Evenly over the run"), "@ad []" }, { NULL, NULL, NULL } };

static const VtChoice cluster_choices[] = { { "la", N_ ("The LA") },
                                            { "threshold", N_ ("All from a T_ML on") },
                                            { NULL, NULL } };

static const VtChoice others_choices[] = { { "dim", N_ ("Paled") },
                                           { "transparent", N_ ("Transparent") },
                                           { "hide", N_ ("Hidden") },
                                           { NULL, NULL } };

static const VtChoice normalization_choices[] = { { "m/T", N_ ("Mass and temperature") },
                                                  { "m", N_ ("Mass") },
                                                  { "T", N_ ("Temperature") },
                                                  { "none", N_ ("Neither") },
                                                  { NULL, NULL } };

static const VtChoice linkage_choices[] = { { "single", N_ ("Single (Liu 2022)") },
                                            { "average", N_ ("Average") },
                                            { "complete", N_ ("Complete") },
                                            { "ward", N_ ("Ward") },
                                            { NULL, NULL } };

static const VtChoice class_scaling_choices[] = { { "none", N_ ("None (Liu 2022)") },
                                                  { "range", N_ ("To [0, 1]") },
                                                  { "deviation", N_ ("To deviation 1") },
                                                  { NULL, NULL } };

static const VtChoice cut_choices[] = { { "height", N_ ("At a height") },
                                        { "share", N_ ("At a share of the root’s height") },
                                        { NULL, NULL } };

static const VtChoice relieff_choices[] = { { "per-class", N_ ("Hits, and misses of every class") },
                                            { "nearest", N_ ("Nearest of all (Liu 2022)") },
                                            { NULL, NULL } };

#define SHORT_LAGS                                                                                                     \
  "0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, " \
  "3.0, 3.5, 4.0"
#define LONG_LAGS                                                                                                      \
  "5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 100.0, 120.0, 140.0, 160.0, 180.0, 200.0"

static const VtPreset lag_presets[] = { { "long", N_ ("The 17 from 5 ps"), "[" LONG_LAGS "]" },
                                        { "short", N_ ("The 24 below 5 ps"), "[" SHORT_LAGS "]" },
                                        { "all", N_ ("All 41"), "[" SHORT_LAGS ", " LONG_LAGS "]" },
                                        { NULL, NULL, NULL } };

static const VtPreset class_presets[] = { { "all", N_ ("All temperatures"), "@ad []" }, { NULL, NULL, NULL } };

static const VtPreset count_presets[] = { { "auto", N_ ("Above the mean weight"), "0" }, { NULL, NULL, NULL } };

static const VtPreset relieff_k_presets[] = { { "auto", N_ ("As the neighbours suggest"), "0" }, { NULL, NULL, NULL } };

static const VtPreset k_presets[] = { { "auto", N_ ("By validation"), "0" }, { NULL, NULL, NULL } };

static const VtChoice quench_choices[] = { { "volume", N_ ("Volume") },
                                           { "enthalpy", N_ ("Enthalpy") },
                                           { NULL, NULL } };

#define DATA VT_PARAMETER_DATA
#define ANALYSIS VT_PARAMETER_ANALYSIS
#define VIEW VT_PARAMETER_VIEW
#define TRAINING VT_PARAMETER_TRAINING
#define MECHANICS VT_PARAMETER_MECHANICS

const VtParameter vt_parameter_table[] = {
  /* key, flag, label, help, undo, type, scope, unit, minimum, maximum, step, default, choices, presets */
  { "trajectory.file", NULL, N_ ("Trajectory"), N_ ("The molecular-dynamics trajectory that is looked at"),
    N_ ("Choose Trajectory"), VT_PARAMETER_FILE, DATA, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "trajectory.elements", "elements", N_ ("Elements of types"),
    N_ ("What the file’s type numbers mean, as in 1=Cu,2=Zr"), N_ ("Name Elements"), VT_PARAMETER_TEXT, DATA,
    VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "trajectory.timestep", "timestep", N_ ("Time step"),
    N_ ("MD time step, for files that count steps and tell no time"), N_ ("Set Time Step"), VT_PARAMETER_REAL, DATA,
    VT_UNIT_PICOSECOND, 1e-9, 1e3, 0.0005, "nan", NULL },
  { "trajectory.temperature", "temperature", N_ ("Temperature"),
    N_ ("The thermostat’s temperature, which the feature lg(|Δr|²·m/T) needs"), N_ ("Set Temperature"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_KELVIN, 0.001, 1e5, 10, "nan", NULL },
  { "model.file", "model", N_ ("Model"), N_ ("Trained model; none means the one that comes with Vitrine"),
    N_ ("Choose Model"), VT_PARAMETER_FILE, DATA, VT_UNIT_NONE, 0, 0, 0, "''", NULL },

  { "window.frame", "frame", N_ ("Frame"), N_ ("First frame of the time window, counted from 0"), N_ ("Change Frame"),
    VT_PARAMETER_INTEGER, VT_PARAMETER_PLAYBACK, VT_UNIT_NONE, 0, G_MAXINT32, 1, "0", NULL },
  { "playback.speed", NULL, N_ ("Speed"), N_ ("Frames a second in playback"), N_ ("Change Playback Speed"),
    VT_PARAMETER_REAL, VT_PARAMETER_PLAYBACK, VT_UNIT_NONE, 0.5, 60, 1, "12", NULL },
  { "playback.loop", NULL, N_ ("Loop"), N_ ("Playback starts again after the last frame"), N_ ("Switch Loop"),
    VT_PARAMETER_BOOLEAN, VT_PARAMETER_PLAYBACK, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "window.lag", "lag", N_ ("Lag Δt"), N_ ("Length of the time window over which D²min and Δr are taken"),
    N_ ("Change Lag"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_PICOSECOND, 1e-6, 1e9, 5, "20.0", NULL },
  { "window.affine-mapping", "affine-mapping", N_ ("Affine mapping"),
    N_ ("Take homogeneous strain out of the displacements; without it they depend on the box’s origin"),
    N_ ("Switch Affine Mapping"), VT_PARAMETER_BOOLEAN, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "true", NULL },

  { "structure.average", "structure-average", N_ ("Average positions"),
    N_ ("Tell Voronoi cells, neighbours and chemical order from the mean positions over so long; 0: from a frame as it is"),
    N_ ("Change Average of Positions"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_PICOSECOND, 0, 1e9, 1, "0.0", NULL },
  { "structure.lag", "structure-lag", N_ ("Structure at"),
    N_ ("Tell the structure from the frame so long after the window’s first, or begin its average there; below 0: before"),
    N_ ("Change Structural Frame"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_PICOSECOND, -1e9, 1e9, 1, "0.0", NULL },

  { "cutoff", "cutoff", N_ ("Cutoff"),
    N_ ("auto: first minima of the partial RDFs; or one radius in Å; or Cu-Zr=3.9,… for single pairs; or faces: whoever "
        "shares a Voronoi face, after the thresholds on faces"),
    N_ ("Change Cutoff"), VT_PARAMETER_TEXT, ANALYSIS, VT_UNIT_ANGSTROM, 0, 0, 0, "'auto'", NULL },
  { "rdf.maximum", "rdf-maximum", N_ ("RDF range"), N_ ("Up to where the radial distribution is counted"),
    N_ ("Change RDF Range"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_ANGSTROM, 1, 100, 0.5, "8.0", NULL },
  { "rdf.bin", "rdf-bin", N_ ("RDF bin"), N_ ("Width of a bin of the radial distribution"), N_ ("Change RDF Bin"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_ANGSTROM, 0.001, 1, 0.01, "0.02", NULL },
  { "rdf.kernel", "rdf-kernel", N_ ("RDF smoothing"),
    N_ ("σ of the Gaussian that smooths g(r) before its first minimum is sought"), N_ ("Change RDF Smoothing"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_ANGSTROM, 0, 1, 0.01, "0.08", NULL },
  { "rdf.from", "rdf-from", N_ ("Minimum from"),
    N_ ("Where the search for the minimum begins, in multiples of the first peak’s place"),
    N_ ("Change Search Interval"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_NONE, 1, 3, 0.05, "1.1", NULL },
  { "rdf.to", "rdf-to", N_ ("Minimum to"),
    N_ ("Where the search for the minimum ends, in multiples of the first peak’s place"), N_ ("Change Search Interval"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_NONE, 1, 4, 0.05, "1.7", NULL },
  { "rdf.frames", "rdf-frames", N_ ("RDF frames"),
    N_ ("How many frames, evenly over the run, are pooled for the radial distribution"), N_ ("Change RDF Frames"),
    VT_PARAMETER_INTEGER, ANALYSIS, VT_UNIT_NONE, 1, 10000, 1, "9", NULL },

  { "d2min.mapping", "d2min-mapping", N_ ("D²min mapping"), N_ ("Which neighbourhood is mapped onto which"),
    N_ ("Change D²min Mapping"), VT_PARAMETER_CHOICE, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'current-to-reference'",
    mapping_choices },
  { "d2min.norm", "d2min-norm", N_ ("D²min norm"), N_ ("Mean over the neighbours, or their sum"),
    N_ ("Change D²min Norm"), VT_PARAMETER_CHOICE, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'mean'", norm_choices },
  { "d2min.max-condition", "d2min-max-condition", N_ ("Condition limit"),
    N_ ("An atom whose neighbours are so nearly flat that the fit’s condition number exceeds this is undefined"),
    N_ ("Change Condition Limit"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_NONE, 10, 1e14, 0, "1e8", NULL },

  { "voronoi.area", "voronoi-area", N_ ("Smallest face"), N_ ("Smaller Voronoi faces are dropped"),
    N_ ("Change Face Threshold"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_SQUARE_ANGSTROM, 0, 100, 0.05, "0.0", NULL },
  { "voronoi.relative-area", "voronoi-relative-area", N_ ("Smallest share"),
    N_ ("Faces below this share of their cell’s surface are dropped unless the other side keeps them"),
    N_ ("Change Face Threshold"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_NONE, 0, 1, 0.001, "0.0", NULL },
  { "voronoi.edge", "voronoi-edge", N_ ("Shortest edge"),
    N_ ("Shorter Voronoi edges are not counted; faces left with fewer than three are dropped"),
    N_ ("Change Edge Threshold"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_ANGSTROM, 0, 10, 0.05, "0.0", NULL },
  { "voronoi.radical", "voronoi-radical", N_ ("Radical planes"),
    N_ ("Weight the faces by the elements’ radii"), N_ ("Switch Radical Planes"), VT_PARAMETER_BOOLEAN, ANALYSIS,
    VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "voronoi.radii", "voronoi-radii", N_ ("Radii"),
    N_ ("Radii for radical planes, as in Cu=1.28,Zr=1.6; where none is named, the element’s"), N_ ("Change Radii"),
    VT_PARAMETER_TEXT, ANALYSIS, VT_UNIT_ANGSTROM, 0, 0, 0, "''", NULL },

  { "extremes.fraction", "la-fraction", N_ ("LA and SA share"),
    N_ ("Share of the atoms that count as most active (LA), and as most stable (SA)"), N_ ("Change LA and SA Share"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_NONE, 0.001, 0.5, 0.01, "0.1", NULL },
  { "extremes.seed", "seed", N_ ("Seed"), N_ ("Seed of the hash that orders atoms which are equal in all else"),
    N_ ("Change Seed"), VT_PARAMETER_INTEGER, ANALYSIS, VT_UNIT_NONE, 0, G_MAXINT32, 1, "1", NULL },
  { "correlation.lags", "lags", N_ ("Lags"), N_ ("Lags at which D²min is compared with T_ML"),
    N_ ("Change Lags"), VT_PARAMETER_REALS, ANALYSIS, VT_UNIT_PICOSECOND, 1e-6, 1e9, 0, "[5.0, 20.0, 50.0, 100.0]",
    NULL },
  { "correlation.positive", "auc-fraction", N_ ("AUC positives"),
    N_ ("Share of the atoms, those with the highest D²min, that T_ML ought to find"), N_ ("Change AUC Positives"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_NONE, 0.001, 0.999, 0.01, "0.1", NULL },
  { "correlation.slope-from", "slope-from", N_ ("Slope from"),
    N_ ("Shortest lag of those that the slope of ζ against Δt is fitted to"), N_ ("Change Slope Interval"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_PICOSECOND, 0, 1e9, 5, "5.0", NULL },
  { "correlation.slope-to", "slope-to", N_ ("Slope to"),
    N_ ("Longest lag of those that the slope of ζ against Δt is fitted to"), N_ ("Change Slope Interval"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_PICOSECOND, 0, 1e9, 5, "100.0", NULL },
  { "distribution.tg", "tg", N_ ("T_g"),
    N_ ("Glass transition; the share of atoms above it is told by what T_ML reads there in the model’s calibration"),
    N_ ("Set T_g"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_KELVIN, 0.001, 1e5, 10, "nan", NULL },
  { "comparison.runs", NULL, N_ ("Compare with"), N_ ("Runs whose distributions of T_ML stand beside this one’s"),
    N_ ("Change Compared Runs"), VT_PARAMETER_RUNS, DATA, VT_UNIT_KELVIN, 0.001, 1e5, 10, "@a(sd) []", NULL },
  { "comparison.labels", NULL, N_ ("Labels"), N_ ("What the compared runs are called"), N_ ("Change Compared Runs"),
    VT_PARAMETER_TEXT, DATA, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "compare.by", "compare-by", N_ ("Compare by"),
    N_ ("What the slices side by side differ in: T_ML and D²min at several lags, or one quantity at several times or in "
        "several runs"),
    N_ ("Change Comparison"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'lags'", compare_choices },
  { "compare.times", "compare-times", N_ ("Times"),
    N_ ("Times that are compared: of each the nearest frame; auto: evenly over those frames that the quantity can be "
        "computed for"),
    N_ ("Change Compared Times"), VT_PARAMETER_REALS, VIEW, VT_UNIT_PICOSECOND, -1e12, 1e12, 0, "@ad []", NULL,
    time_presets },
  { "compare.count", "compare-count", N_ ("Number of times"),
    N_ ("How many times are compared where none are given"), N_ ("Change Number of Times"), VT_PARAMETER_INTEGER, VIEW,
    VT_UNIT_NONE, 1, 16, 1, "6", NULL },
  { "compare.share-range", "compare-share-range", N_ ("One colour range"),
    N_ ("Slices of the same quantity share one range of colours; else each has its own"), N_ ("Share Colour Range"),
    VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "true", NULL },
  { "compare.share-camera", "compare-share-camera", N_ ("One place"),
    N_ ("All slices are cut at the same place and shown at the same scale; else each is moved by itself"),
    N_ ("Share Place of Slices"), VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "true", NULL },
  { "compare.places", NULL, N_ ("Places"), N_ ("Where slices are that are moved by themselves"), N_ ("Move One Slice"),
    VT_PARAMETER_TEXT, VIEW, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "clusters.of", "cluster-of", N_ ("Clusters of"), N_ ("Which atoms count as active and are joined to clusters"),
    N_ ("Change Clusters"), VT_PARAMETER_CHOICE, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'la'", cluster_choices },
  { "clusters.threshold", "cluster-threshold", N_ ("Active from"),
    N_ ("T_ML from which on an atom is active, where clusters are not of the LA"), N_ ("Change Cluster Threshold"),
    VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_KELVIN, 0, 1e5, 10, "nan", NULL },
  { "spatial.maximum", "spatial-maximum", N_ ("C(r) up to"),
    N_ ("How far the spatial correlation is told; unset: 20 Å, and never beyond half the cell"),
    N_ ("Change Range of C(r)"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_ANGSTROM, 1, 200, 1, "nan", NULL },
  { "spatial.bin", "spatial-bin", N_ ("C(r) bin"), N_ ("Width of a bin of distances of the spatial correlation"),
    N_ ("Change Bin of C(r)"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_ANGSTROM, 0.05, 10, 0.1, "0.5", NULL },

  { "errors.samples", "error-samples", N_ ("Resamples"),
    N_ ("How often LA and SA are permuted within elements, and blocks of space drawn anew, to find errors; 0: never"),
    N_ ("Change Resamples"), VT_PARAMETER_INTEGER, ANALYSIS, VT_UNIT_NONE, 0, 100000, 100, "1000", NULL },
  { "errors.blocks", "error-blocks", N_ ("Blocks a side"),
    N_ ("Blocks of the bootstrap along each of the cell’s edges"), N_ ("Change Blocks"), VT_PARAMETER_INTEGER, ANALYSIS,
    VT_UNIT_NONE, 1, 8, 1, "4", NULL },
  { "errors.seed", "error-seed", N_ ("Seed of errors"), N_ ("Seed of permutations and bootstrap"),
    N_ ("Change Seed of Errors"), VT_PARAMETER_INTEGER, ANALYSIS, VT_UNIT_NONE, 0, G_MAXINT32, 1, "1", NULL },

  { "timeseries.stride", "timeseries-stride", N_ ("Every n-th frame"),
    N_ ("The time series takes a window at every n-th frame"), N_ ("Change Stride"), VT_PARAMETER_INTEGER, ANALYSIS,
    VT_UNIT_NONE, 1, 1000000, 1, "1", NULL },
  { "timeseries.threshold", "timeseries-threshold", N_ ("Active from"),
    N_ ("T_ML from which on an atom counts as active in the time series; unset: what T_g reads by the model’s "
        "calibration, or without T_g what the share of LA reaches in the first window"),
    N_ ("Change Threshold"), VT_PARAMETER_REAL, ANALYSIS, VT_UNIT_KELVIN, 0, 1e5, 10, "nan", NULL },
  { "timeseries.axis", "load-axis", N_ ("Load axis"),
    N_ ("The cell’s width along this axis over that of the first frame gives the strain"), N_ ("Change Load Axis"),
    VT_PARAMETER_CHOICE, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'auto'", load_axis_choices },
  { "timeseries.strain-rate", "strain-rate", N_ ("Strain rate"),
    N_ ("Strain is this rate times time, where the cell does not tell"), N_ ("Change Strain Rate"), VT_PARAMETER_REAL,
    ANALYSIS, VT_UNIT_PER_PICOSECOND, -1e3, 1e3, 0.0001, "nan", NULL },
  { "timeseries.origins", "msd-origins", N_ ("Origins of MSD"),
    N_ ("Over how many first frames, evenly over the run, MSD and α₂ are averaged at each lag"),
    N_ ("Change Origins"), VT_PARAMETER_INTEGER, ANALYSIS, VT_UNIT_NONE, 1, 10000, 1, "1", NULL },
  { "timeseries.against", "timeseries-against", N_ ("Against"), N_ ("What the time series is drawn against"),
    N_ ("Change Axis of Time Series"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'time'", against_choices },
  { "timeseries.chart", NULL, N_ ("Show"), N_ ("Which of the run’s quantities is drawn"), N_ ("Change Time Series"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'activity'", series_choices },

  { "scatter.x", "scatter-x", N_ ("Across"),
    N_ ("The quantity that goes across: as in --color-by, a column of the file as file:NAME"), N_ ("Change Quantity"),
    VT_PARAMETER_TEXT, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'t_ml'", NULL },
  { "scatter.y", "scatter-y", N_ ("Up"), N_ ("The quantity that goes up"), N_ ("Change Quantity"), VT_PARAMETER_TEXT,
    ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'d2min'", NULL },
  { "scatter.x-scale", "scatter-x-scale", N_ ("Scale across"),
    N_ ("Linear or logarithmic; bins are of equal width on it"), N_ ("Change Scale"), VT_PARAMETER_CHOICE, ANALYSIS,
    VT_UNIT_NONE, 0, 0, 0, "'auto'", scale_choices },
  { "scatter.y-scale", "scatter-y-scale", N_ ("Scale up"),
    N_ ("Linear or logarithmic; on a logarithmic one means over bins are geometric"), N_ ("Change Scale"),
    VT_PARAMETER_CHOICE, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'auto'", scale_choices },
  { "scatter.bins", "scatter-bins", N_ ("Bins"), N_ ("Over how many bins means are taken"), N_ ("Change Bins"),
    VT_PARAMETER_INTEGER, ANALYSIS, VT_UNIT_NONE, 1, 500, 1, "20", NULL },
  { "scatter.binning", "scatter-binning", N_ ("Bins of"), N_ ("What the bins have in common"), N_ ("Change Bins"),
    VT_PARAMETER_CHOICE, ANALYSIS, VT_UNIT_NONE, 0, 0, 0, "'width'", binning_choices },
  { "scatter.color", "scatter-color", N_ ("Colour"), N_ ("Whether LA and SA have their colours among the points"),
    N_ ("Change Colouring"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'none'", scatter_color_choices },

  { "view.page", NULL, N_ ("View"), N_ ("Atoms in space, a slice, several slices side by side, or the model"),
    N_ ("Change View"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'3d'", page_choices },
  { "view.color-by", "color-by", N_ ("Colour by"), N_ ("The quantity that colours the atoms"), N_ ("Change Colouring"),
    VT_PARAMETER_TEXT, VIEW, VT_UNIT_NONE, 0, 0, 0, "'t_ml'", NULL },
  { "view.colormap", "colormap", N_ ("Colour map"), N_ ("Colours from low to high"), N_ ("Change Colour Map"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'auto'", colormap_choices },
  { "view.reversed", "color-reversed", N_ ("Reversed"), N_ ("The colour map from its last colour to its first"),
    N_ ("Reverse Colour Map"), VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "view.scale", "color-scale", N_ ("Colour scale"), N_ ("Linear or logarithmic"), N_ ("Change Colour Scale"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'auto'", scale_choices },
  { "view.range", "color-range", N_ ("Colour range"),
    N_ ("What the ends of the colour scale stand for; symmetric is about 0, on a logarithmic scale about 1"),
    N_ ("Change Colour Range"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'auto'", range_choices },
  { "view.percentile-low", "color-percentile-low", N_ ("From percentile"),
    N_ ("How many of the values lie below the colour scale, where it goes by percentiles"),
    N_ ("Change Colour Range"), VT_PARAMETER_REAL, VIEW, VT_UNIT_PERCENT, 0, 100, 0.5, "1.0", NULL },
  { "view.percentile-high", "color-percentile-high", N_ ("To percentile"),
    N_ ("How many of the values lie below its high end, where it goes by percentiles"), N_ ("Change Colour Range"),
    VT_PARAMETER_REAL, VIEW, VT_UNIT_PERCENT, 0, 100, 0.5, "99.0", NULL },
  { "view.minimum", "color-minimum", N_ ("From"), N_ ("Low end of the colour scale, where it is typed"),
    N_ ("Change Colour Range"), VT_PARAMETER_REAL, VIEW, VT_UNIT_NONE, -1e300, 1e300, 0, "nan", NULL },
  { "view.maximum", "color-maximum", N_ ("To"), N_ ("High end of the colour scale, where it is typed"),
    N_ ("Change Colour Range"), VT_PARAMETER_REAL, VIEW, VT_UNIT_NONE, -1e300, 1e300, 0, "nan", NULL },
  { "view.projection", "projection", N_ ("Projection"), N_ ("How depth is shown"), N_ ("Change Projection"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'perspective'", projection_choices },
  { "view.camera", NULL, N_ ("Camera"), N_ ("Where the view is taken from; empty fits the cell"), N_ ("Turn View"),
    VT_PARAMETER_REALS, VIEW, VT_UNIT_NONE, -1e12, 1e12, 0, "@ad []", NULL },
  { "view.size", "atom-sizes", N_ ("Atom sizes"), N_ ("Whether the elements differ in size"), N_ ("Change Atom Sizes"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'element'", size_choices },
  { "view.radius", "radius", N_ ("Atom size"),
    N_ ("Drawn radius as a share of the element’s; where all are alike, in Å"), N_ ("Change Atom Size"),
    VT_PARAMETER_REAL, VIEW, VT_UNIT_NONE, 0.05, 3, 0.05, "0.8", NULL },
  { "view.cell", "cell", N_ ("Cell"), N_ ("Draw the simulation cell"), N_ ("Switch Cell"), VT_PARAMETER_BOOLEAN, VIEW,
    VT_UNIT_NONE, 0, 0, 0, "true", NULL },
  { "view.axes", "axes", N_ ("Axes"), N_ ("Draw which way x, y and z point"), N_ ("Switch Axes"),
    VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "true", NULL },
  { "view.voronoi-cell", NULL, N_ ("Voronoi cell"), N_ ("Draw the Voronoi cells of picked atoms, up to four"),
    N_ ("Switch Voronoi Cell"), VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "true", NULL },
  { "view.coordination", NULL, N_ ("Coordination polyhedron"),
    N_ ("Draw bonds from picked atoms, up to four, to those behind their Voronoi faces, and the polyhedron of these"),
    N_ ("Switch Coordination Polyhedron"), VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "slice.axis", NULL, N_ ("Slice axis"), N_ ("The axis that the slice is cut across"), N_ ("Turn Slice"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'x'", axis_choices },
  { "slice.position", NULL, N_ ("Slice position"), N_ ("Middle of the slice along its axis, as a share of the cell"),
    N_ ("Move Slice"), VT_PARAMETER_REAL, VIEW, VT_UNIT_NONE, 0, 1, 0.01, "0.5", NULL },
  { "slice.show", "slice-plane", N_ ("Slice plane"), N_ ("Show in the 3D view where the slice is"),
    N_ ("Switch Slice Plane"), VT_PARAMETER_BOOLEAN, VIEW, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "slice.thickness", NULL, N_ ("Slice thickness"), N_ ("Atoms whose centre lies in it are drawn"),
    N_ ("Change Slice Thickness"), VT_PARAMETER_REAL, VIEW, VT_UNIT_ANGSTROM, 0.01, 1000, 0.2, "4.0", NULL },
  { "slice.normal", NULL, N_ ("Slice normal"),
    N_ ("A vector that the slice is cut across, towards the viewer, of any length: 1, 1, 0; empty: the axis"),
    N_ ("Turn Slice"), VT_PARAMETER_REALS, VIEW, VT_UNIT_NONE, -1e6, 1e6, 0, "@ad []", NULL },
  { "slice.view", NULL, N_ ("Slice view"), N_ ("Middle and height of the part that is seen; empty: the whole cell"),
    N_ ("Zoom Slice"), VT_PARAMETER_REALS, VIEW, VT_UNIT_NONE, -1e12, 1e12, 0, "@ad []", NULL },
  { "slice.style", "slice-style", N_ ("Slice shows"),
    N_ ("The atoms in the slice, or the quantity as a field on its middle plane, smoothed in space"),
    N_ ("Change Slice Style"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'atoms'", slice_style_choices },
  { "slice.sigma", "slice-sigma", N_ ("Smoothing length"),
    N_ ("Standard deviation of the Gaussian by whose weights atoms around a point count in the field"),
    N_ ("Change Smoothing Length"), VT_PARAMETER_REAL, VIEW, VT_UNIT_ANGSTROM, 0.2, 50, 0.1, "2.0", NULL },
  { "slice.contours", "slice-contours", N_ ("Contour lines"),
    N_ ("At most so many lines of equal value across the field, at round values"), N_ ("Change Contour Lines"),
    VT_PARAMETER_INTEGER, VIEW, VT_UNIT_NONE, 0, 50, 1, "5", NULL, contour_presets },

  { "selection.class", NULL, N_ ("Class"), N_ ("Show the most active or the most stable atoms"), N_ ("Select Class"),
    VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'all'", class_choices },
  { "selection.polyhedron", NULL, N_ ("Polyhedron"), N_ ("Show the atoms with this Voronoi index"),
    N_ ("Select Polyhedron"), VT_PARAMETER_TEXT, VIEW, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "selection.property", NULL, N_ ("Brushed quantity"), N_ ("Show the atoms whose value lies in a range"),
    N_ ("Brush"), VT_PARAMETER_TEXT, VIEW, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "selection.minimum", NULL, N_ ("Brushed from"), N_ ("Low end of the brushed range"), N_ ("Brush"),
    VT_PARAMETER_REAL, VIEW, VT_UNIT_NONE, -1e300, 1e300, 0, "nan", NULL },
  { "selection.maximum", NULL, N_ ("Brushed to"), N_ ("High end of the brushed range"), N_ ("Brush"),
    VT_PARAMETER_REAL, VIEW, VT_UNIT_NONE, -1e300, 1e300, 0, "nan", NULL },
  { "selection.others", NULL, N_ ("Other atoms"), N_ ("What becomes of the atoms that are not selected"),
    N_ ("Change Other Atoms"), VT_PARAMETER_CHOICE, VIEW, VT_UNIT_NONE, 0, 0, 0, "'dim'", others_choices },
  { "selection.picked", NULL, N_ ("Picked atoms"), N_ ("Ids of the atoms in the inspector"), N_ ("Pick Atom"),
    VT_PARAMETER_IDS, VIEW, VT_UNIT_NONE, G_MININT64, G_MAXINT64, 0, "@ax []", NULL },
  { "selection.atoms", NULL, N_ ("Chosen atoms"), N_ ("Show these atoms only, by their ids; empty: all"),
    N_ ("Show Only These Atoms"), VT_PARAMETER_IDS, VIEW, VT_UNIT_NONE, G_MININT64, G_MAXINT64, 0, "@ax []", NULL },

  { "training.runs", NULL, N_ ("Training runs"), N_ ("Trajectories to train on, and the temperature of each"),
    N_ ("Change Training Runs"), VT_PARAMETER_RUNS, TRAINING, VT_UNIT_KELVIN, 0.001, 1e5, 10, "@a(sd) []", NULL },
  { "training.test-runs", NULL, N_ ("Test runs"),
    N_ ("Trajectories of another quench, on which the trained model is tried"), N_ ("Change Test Runs"),
    VT_PARAMETER_RUNS, TRAINING, VT_UNIT_KELVIN, 0.001, 1e5, 10, "@a(sd) []", NULL },
  { "training.elements", "elements", N_ ("Elements of types"),
    N_ ("What the runs’ type numbers mean, as in 1=Cu,2=Zr"), N_ ("Name Elements of Runs"), VT_PARAMETER_TEXT,
    TRAINING, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "training.timestep", "timestep", N_ ("Time step"),
    N_ ("MD time step of the runs, for files that count steps and tell no time"), N_ ("Set Time Step of Runs"),
    VT_PARAMETER_REAL, TRAINING, VT_UNIT_PICOSECOND, 1e-9, 1e3, 0.0005, "nan", NULL },
  { "training.affine-mapping", "affine-mapping", N_ ("Affine mapping"),
    N_ ("Take homogeneous strain out of the displacements; without it they depend on the box’s origin"),
    N_ ("Switch Affine Mapping of Training"), VT_PARAMETER_BOOLEAN, TRAINING, VT_UNIT_NONE, 0, 0, 0, "true", NULL },
  { "training.lags", "lags", N_ ("Lags"), N_ ("Lags of the features; all runs must have them"),
    N_ ("Change Lags of Training"), VT_PARAMETER_REALS, TRAINING, VT_UNIT_PICOSECOND, 1e-6, 1e9, 0,
    "[" LONG_LAGS "]", NULL, lag_presets },
  { "training.common-lags", "common-lags", N_ ("Common lags only"),
    N_ ("Leave out the lags that a run lacks, instead of refusing it"), N_ ("Switch Common Lags"),
    VT_PARAMETER_BOOLEAN, TRAINING, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "training.normalization", "normalization", N_ ("Normalisation"),
    N_ ("What the features lg(|Δr|²·…) hold besides the displacement"), N_ ("Change Normalisation"),
    VT_PARAMETER_CHOICE, TRAINING, VT_UNIT_NONE, 0, 0, 0, "'m/T'", normalization_choices },
  { "training.origins", "origins", N_ ("Time windows"),
    N_ ("Time windows taken of each run, evenly over it, the first from frame 0"), N_ ("Change Time Windows"),
    VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 1, 100000, 1, "1", NULL },

  { "training.classes", "classes", N_ ("Classes"),
    N_ ("Temperatures that are classes; T_ML is predicted for runs at others, to tell how well that goes"),
    N_ ("Change Classes"), VT_PARAMETER_REALS, TRAINING, VT_UNIT_KELVIN, 0.001, 1e5, 0, "@ad []", NULL,
    class_presets },
  { "training.class-selection", "select-classes", N_ ("Select classes"),
    N_ ("Let clustering choose which temperatures are classes"), N_ ("Switch Class Selection"),
    VT_PARAMETER_BOOLEAN, TRAINING, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "training.linkage", "linkage", N_ ("Linkage"), N_ ("How far apart two clusters are, for the class selection"),
    N_ ("Change Linkage"), VT_PARAMETER_CHOICE, TRAINING, VT_UNIT_NONE, 0, 0, 0, "'ward'", linkage_choices },
  { "training.class-scaling", "class-scaling", N_ ("Scaling"), N_ ("Of the features, for the class selection"),
    N_ ("Change Scaling of Class Selection"), VT_PARAMETER_CHOICE, TRAINING, VT_UNIT_NONE, 0, 0, 0, "'deviation'",
    class_scaling_choices },
  { "training.cut-kind", "cut-kind", N_ ("Cut the tree"), N_ ("Whether the cut is a height, or a share of the root’s"),
    N_ ("Change Cut"), VT_PARAMETER_CHOICE, TRAINING, VT_UNIT_NONE, 0, 0, 0, "'share'", cut_choices },
  { "training.cut", "cut", N_ ("Cut"), N_ ("Where the tree of clusters is cut; the paper cuts at the height 3.6"),
    N_ ("Change Cut"), VT_PARAMETER_REAL, TRAINING, VT_UNIT_NONE, 0, 1e9, 0.01, "0.07", NULL },
  { "training.subset-size", "subset-size", N_ ("Instances a subset"),
    N_ ("Instances that are clustered at a time"), N_ ("Change Subset Size"), VT_PARAMETER_INTEGER, TRAINING,
    VT_UNIT_NONE, 10, 50000, 500, "4000", NULL },
  { "training.subsets", "subsets", N_ ("Subsets"), N_ ("Random subsets that are clustered"), N_ ("Change Subsets"),
    VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 1, 10000, 1, "20", NULL },
  { "training.qualified-share", "qualified-share", N_ ("Least cluster"),
    N_ ("A cluster counts from this share of one temperature’s part of the subset"), N_ ("Change Least Cluster"),
    VT_PARAMETER_REAL, TRAINING, VT_UNIT_NONE, 0.01, 20, 0.05, "0.8", NULL },
  { "training.minimum-share", "minimum-share", N_ ("Least share"),
    N_ ("A temperature becomes a class from this share of all clusters that count"), N_ ("Change Least Share"),
    VT_PARAMETER_REAL, TRAINING, VT_UNIT_NONE, 0, 1, 0.01, "0.02", NULL },

  { "training.feature-selection", "select-features", N_ ("Select features"),
    N_ ("Keep the lags that ReliefF gives the highest weights"), N_ ("Switch Feature Selection"),
    VT_PARAMETER_BOOLEAN, TRAINING, VT_UNIT_NONE, 0, 0, 0, "false", NULL },
  { "training.feature-count", "features", N_ ("Features kept"),
    N_ ("How many lags the feature selection keeps; auto, or 0: those above the mean weight"),
    N_ ("Change Features Kept"), VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 0, 1000, 1, "17", NULL, count_presets },
  { "training.relieff-variant", "relieff-variant", N_ ("ReliefF neighbours"),
    N_ ("Which neighbours of an instance ReliefF compares"), N_ ("Change ReliefF Neighbours"), VT_PARAMETER_CHOICE,
    TRAINING, VT_UNIT_NONE, 0, 0, 0, "'per-class'", relieff_choices },
  { "training.relieff-k", "relieff-k", N_ ("ReliefF k"),
    N_ ("How many neighbours ReliefF compares; auto, or 0: 10 of each class, or the nearest 50"),
    N_ ("Change ReliefF k"), VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 0, 1000, 1, "0", NULL, relieff_k_presets },
  { "training.relieff-element", "relieff-within-element", N_ ("Within the element"),
    N_ ("ReliefF compares atoms of one element only, as T_ML does"), N_ ("Switch ReliefF Within Element"),
    VT_PARAMETER_BOOLEAN, TRAINING, VT_UNIT_NONE, 0, 0, 0, "true", NULL },

  { "training.k", "k", N_ ("Neighbours k"), N_ ("Neighbours that vote; auto, or 0: those of the least RMSE"),
    N_ ("Change k"), VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 0, 65535, 1, "50", NULL, k_presets },
  { "training.k-max", "k-max", N_ ("Greatest k tried"), N_ ("The RMSE is told for every k from 1 to this"),
    N_ ("Change Greatest k"), VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 1, 1000, 10, "100", NULL },
  { "training.folds", "folds", N_ ("Folds"),
    N_ ("Folds of the cross-validation, in which all instances of an atom share one; 0 leaves it out"),
    N_ ("Change Folds"), VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 0, 1000, 1, "10", NULL },
  { "training.seed", "seed", N_ ("Seed"), N_ ("Seed by which subsets are drawn and atoms are dealt to folds"),
    N_ ("Change Seed of Training"), VT_PARAMETER_INTEGER, TRAINING, VT_UNIT_NONE, 0, G_MAXINT32, 1, "1", NULL },

  { "mechanics.creep", NULL, N_ ("Creep tests"), N_ ("Records of strain under a load that is held, and the load"),
    N_ ("Choose Creep Tests"), VT_PARAMETER_RUNS, MECHANICS, VT_UNIT_GIGAPASCAL, 1e-6, 1e3, 0, "@a(sd) []", NULL },
  { "mechanics.tensile", NULL, N_ ("Tensile test"), N_ ("Record of stress while the sample is drawn out"),
    N_ ("Choose Tensile Test"), VT_PARAMETER_FILE, MECHANICS, VT_UNIT_NONE, 0, 0, 0, "''", NULL },
  { "mechanics.quench", NULL, N_ ("Quench"), N_ ("Logs of cooling the melt"), N_ ("Choose Quench"), VT_PARAMETER_RUNS,
    MECHANICS, VT_UNIT_NONE, 0, 1e5, 0, "@a(sd) []", NULL },
  { "mechanics.temperature", "temperature", N_ ("Temperature"), N_ ("That of the creep tests, for the activation volume"),
    N_ ("Set Temperature of Creep"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_KELVIN, 0.001, 1e5, 10, "nan", NULL },
  { "mechanics.timestep", "timestep", N_ ("Time step"), N_ ("MD time step, for records that count steps; else as the log says"),
    N_ ("Set Time Step of Records"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_PICOSECOND, 1e-9, 1e3, 0.0005, "nan", NULL },
  { "mechanics.axis", "axis", N_ ("Axis"), N_ ("Axis of the tension, where a log tells the box’s length and pressure"),
    N_ ("Change Axis of Tension"), VT_PARAMETER_CHOICE, MECHANICS, VT_UNIT_NONE, 0, 0, 0, "'z'", axis_choices },
  { "mechanics.settle", "settle", N_ ("Settling"), N_ ("Left out at the hold’s beginning, while the barostat settles"),
    N_ ("Change Settling"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_PICOSECOND, 0, 1e9, 5, "10.0", NULL },
  { "mechanics.fit-from", "fit-from", N_ ("Steady from"),
    N_ ("Where the fit of the steady rate begins, from the hold’s start; found where it is not given"),
    N_ ("Change Interval of Creep"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_PICOSECOND, 0, 1e9, 10, "nan", NULL },
  { "mechanics.fit-to", "fit-to", N_ ("Steady to"),
    N_ ("Where the fit of the steady rate ends; found where it is not given"), N_ ("Change Interval of Creep"),
    VT_PARAMETER_REAL, MECHANICS, VT_UNIT_PICOSECOND, 0, 1e9, 10, "nan", NULL },
  { "mechanics.atomic-volume", "atomic-volume", N_ ("Atomic volume"),
    N_ ("Mean volume of an atom, in which activation volumes are told; else from the logs"), N_ ("Set Atomic Volume"),
    VT_PARAMETER_REAL, MECHANICS, VT_UNIT_CUBIC_ANGSTROM, 0.1, 1e3, 0.1, "nan", NULL },
  { "mechanics.modulus-from", "modulus-from", N_ ("Modulus from"), N_ ("Strain from which the modulus is fitted"),
    N_ ("Change Strains of Modulus"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_NONE, -1, 10, 0.001, "0.0", NULL },
  { "mechanics.modulus-to", "modulus-to", N_ ("Modulus to"), N_ ("Strain up to which the modulus is fitted"),
    N_ ("Change Strains of Modulus"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_NONE, -1, 10, 0.001, "0.02", NULL },
  { "mechanics.smoothing", "smoothing", N_ ("Smoothing"),
    N_ ("Width in strain of the window in which parabolas smooth the stress, for its maximum"), N_ ("Change Smoothing"),
    VT_PARAMETER_REAL, MECHANICS, VT_UNIT_NONE, 1e-6, 10, 0.005, "0.02", NULL },
  { "mechanics.glass-property", "glass-property", N_ ("Two lines through"),
    N_ ("Of what the two lines meet at the glass transition"), N_ ("Change Glass Property"), VT_PARAMETER_CHOICE,
    MECHANICS, VT_UNIT_NONE, 0, 0, 0, "'volume'", quench_choices },
  { "mechanics.glass-from", "glass-from", N_ ("Quench from"), N_ ("Lowest temperature of the two lines"),
    N_ ("Change Temperatures of Quench"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_KELVIN, 0, 1e5, 50, "nan", NULL },
  { "mechanics.glass-to", "glass-to", N_ ("Quench to"), N_ ("Highest temperature of the two lines"),
    N_ ("Change Temperatures of Quench"), VT_PARAMETER_REAL, MECHANICS, VT_UNIT_KELVIN, 0, 1e5, 50, "nan", NULL },
};

const guint vt_parameter_table_length = G_N_ELEMENTS (vt_parameter_table);
