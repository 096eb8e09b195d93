/* Drum grooves: one bar of sixteenths a line. X accent, x normal, o soft, g ghost, . nothing. */
#include "groove_internal.h"

#include <stddef.h>

static const struct groove_line lofi[] = {
    {36, 0, "X......x..x....."}, {36, 1, "X.....x...x..x.."},  {38, -1, "....X.......X..."},
    {38, 2, ".......g.g.....g"}, {42, -1, "x.o.x.o.x.o.x.o."}, {46, 3, "..............o."},
};
static const struct groove_line brush[] = {
    {36, -1, "x.........o....."}, {38, -1, "....o..g....o..."}, {51, 0, "x...o...x...o..."},
    {42, 1, "o.o.o.o.o.o.o.o."},  {44, -1, "....o.......o..."},
};
static const struct groove_line pop[] = {
    {36, 0, "X.......X.x....."},  {36, 1, "X.....x.X......x"}, {38, -1, "....X.......X..."},
    {42, -1, "x.o.x.o.x.o.x.o."}, {46, 2, "..............x."}, {38, 3, ".......g......g."},
};
static const struct groove_line light[] = {
    {36, 0, "X.......x......."},  {36, 1, "X.......x.x....."}, {37, -1, "....x.......x..."},
    {42, -1, "o...o...o...o..."}, {70, 2, "x.o.x.o.x.o.x.o."},
};
static const struct groove_line claps[] = {
    {36, 0, "X.......X......."},  {36, 1, "X..x....X..x...."}, {39, -1, "....X.......X..."},
    {42, -1, "..x...x...x...x."}, {54, 2, "x.o.x.o.x.o.x.o."}, {38, 3, "....x..g....x.g."},
};
static const struct groove_line four_floor[] = {
    {36, -1, "X...X...X...X..."}, {38, -1, "....X.......X..."}, {42, -1, "x.x.x.x.x.x.x.x."},
    {46, 2, "..x...x...x...x."},  {39, 3, "....x.......x..."},  {42, 1, ".o.o.o.o.o.o.o.o"},
};
static const struct groove_line house[] = {
    {36, -1, "X...X...X...X..."}, {39, -1, "....X.......X..."}, {46, -1, "..x...x...x...x."},
    {42, 1, "o.o.o.o.o.o.o.oo"},  {42, 0, "x.o.x.o.x.o.x.o."},  {37, 2, "...o..o....o...."},
};
static const struct groove_line shaker[] = {
    {36, 0, "x.........x....."},  {36, 1, "x.......x.x....."}, {37, 2, "....o.......o..."},
    {70, -1, "x.o.x.o.x.o.x.o."}, {54, 3, "....o.......o..."},
};
static const struct groove_line ride[] = {
    {51, -1, "x...X.o.x...X.o."}, {44, -1, "....x.......x..."}, {36, 2, "o.......o......."},
    {38, 1, "......g.......g."},  {38, 3, "..g.......o....."},  {36, 0, "o..............."},
};
static const struct groove_line bossa[] = {
    {36, -1, "x.....ox......ox"}, {37, 0, "x.....x.....x..."}, {37, 1, "x.....x...x....."},
    {42, -1, "x.o.x.o.x.o.x.o."}, {69, 2, "x.o.x.o.x.o.x.o."},
};
static const struct groove_line rock[] = {
    {36, 0, "X.......X.x....."},  {36, 1, "X.x.....X.x..x.."}, {38, -1, "....X.......X..."},
    {42, -1, "X.x.X.x.X.x.X.x."}, {46, 3, "..............x."},
};
static const struct groove_line funk[] = {
    {36, 0, "X..x..x...x..x.."},  {36, 1, "X.x....x..x....."}, {38, -1, "....X..g.g..X..g"},
    {42, -1, "xoxoxoxoxoxoxoxo"}, {46, 2, "......x.......x."},
};
static const struct groove_line hiphop[] = {
    {36, 0, "X......x..x....."},  {36, 1, "X.x.....x.x...x."}, {38, -1, "....X.......X..."},
    {42, -1, "x.x.x.xox.x.x.x."}, {46, 2, "......x........."}, {38, 3, ".........g.....g"},
};
static const struct groove_line trap[] = {
    {36, 0, "X.....x...x....."},  {36, 1, "X..x......x..x.."}, {39, -1, "........X......."},
    {42, -1, "x.x.x.x.x.x.xoxo"}, {42, 2, ".o.....o...o...."}, {46, 3, "..............x."},
};
static const struct groove_line epic[] = {
    {36, -1, "X.......x......."},
    {41, 1, "X..x..x.X..x..x."},
    {43, 2, "..x.x.....x.x.x."},
    {47, 3, "............xxxx"},
};

#define GROOVE(table)                                                                              \
    {                                                                                              \
        table, sizeof table / sizeof *table                                                        \
    }

static const struct groove_row grooves[GROOVE_COUNT] = {
    [GROOVE_LOFI] = GROOVE(lofi),     [GROOVE_BRUSH] = GROOVE(brush),
    [GROOVE_POP] = GROOVE(pop),       [GROOVE_LIGHT] = GROOVE(light),
    [GROOVE_CLAPS] = GROOVE(claps),   [GROOVE_FOUR_FLOOR] = GROOVE(four_floor),
    [GROOVE_HOUSE] = GROOVE(house),   [GROOVE_SHAKER] = GROOVE(shaker),
    [GROOVE_RIDE] = GROOVE(ride),     [GROOVE_BOSSA] = GROOVE(bossa),
    [GROOVE_ROCK] = GROOVE(rock),     [GROOVE_FUNK] = GROOVE(funk),
    [GROOVE_HIPHOP] = GROOVE(hiphop), [GROOVE_TRAP] = GROOVE(trap),
    [GROOVE_EPIC] = GROOVE(epic),
};

const struct groove_row *groove_row(enum groove groove)
{
    return &grooves[groove != GROOVE_NONE ? groove : GROOVE_LIGHT];
}
