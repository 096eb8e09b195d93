/* Drum grooves: one bar of sixteenths a line. X accent, x normal, o soft, g ghost, . nothing. */
#include "groove.h"

#include <stddef.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "piece.h"

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
    {36, -1, "X...X...X...X..."}, {41, 1, "X...x...X...x.o."}, {38, -1, "x...X...x...X..."},
    {43, 2, "x.o.x.o.x.o.x.o."},  {47, 3, "............xoxo"},
};

static const struct groove_line waltz[] = {
    {36, -1, "x..............."}, {38, 0, "....o...o......."},  {37, 1, "....o...o......."},
    {51, 2, "x...o...o......."},  {44, -1, "....o...o......."},
};
static const struct groove_line reggae[] = {
    {36, -1, "........X......."}, {37, -1, "........X......."}, {42, -1, "o.x.o.x.o.x.o.x."},
    {46, 3, "..............x."},  {38, 2, ".............g.g"},
};
static const struct groove_line shuffle[] = {
    {36, 0, "X.......X......."}, {36, 1, "X.......X.x....."}, {38, -1, "....X.......X..."},
    {51, 0, "x.o.x.o.x.o.x.o."}, {42, 1, "x.o.x.o.x.o.x.o."}, {38, 3, "..g...g...g...g."},
};
static const struct groove_line metal[] = {
    {36, 0, "XxX.XxX.XxX.XxX."}, {36, 1, "XxXxXxXxXxXxXxXx"},  {38, -1, "....X.......X..."},
    {51, 2, "X.x.X.x.X.x.X.x."}, {42, -1, "X...X...X...X..."}, {49, 3, "X..............."},
};
static const struct groove_line breaks[] = {
    {36, 0, "X.........X....."},  {36, 1, "X.X.......X..x.."}, {38, -1, "....X..g.g..X..g"},
    {42, -1, "x.x.x.x.x.x.x.x."}, {46, 2, "..x.......x....."}, {51, 3, "x.x.x.x.x.x.x.x."},
};
static const struct groove_line techno[] = {
    {36, -1, "X...X...X...X..."}, {42, 0, "..x...x...x...x."},  {46, 1, "..X...X...X...X."},
    {41, 2, "..oo..oo..oo..oo"},  {70, -1, "oooooooooooooooo"}, {37, -1, "...x..x...x..x.."},
};
static const struct groove_line disco[] = {
    {36, -1, "X...X...X...X..."}, {38, -1, "....X.......X..."}, {42, -1, "x.oxx.oxx.oxx.ox"},
    {46, 0, "..X...X...X...X."},  {54, 2, "x.x.x.x.x.x.x.x."},  {39, 3, "....x.......x..."},
};
static const struct groove_line rnb[] = {
    {36, 0, "X..x......x....."},  {36, 1, "X.....x..xx....."}, {39, -1, "....X.......X..."},
    {42, -1, "x.x.x.xox.x.xox."}, {37, 2, ".......o......o."}, {46, 3, "......x........."},
};
static const struct groove_line march[] = {
    {36, -1, "X.......X......."},
    {38, 0, "x.xxx.x.x.xxx.xx"},
    {38, 1, "x.xxxxx.x.xxx.x."},
    {49, 2, "x...x...x...x..."},
};
static const struct groove_line swing[] = {
    {51, -1, "X...X.o.X...X.o."}, {44, -1, "....X.......X..."}, {36, -1, "o...o...o...o..."},
    {38, 0, "......x.....g..."},  {38, 1, "..g.......x....."},  {49, 3, "..............x."},
};
static const struct groove_line palmas[] = {
    {39, -1, "o...x.x...x.x.o."}, {36, 0, "X.....x...X....."}, {36, 1, "X...x.....X..x.."},
    {76, 2, "..o...o...o...o."},  {64, 3, "..x..x.x..x..x.x"},
};
static const struct groove_line bodhran[] = {
    {41, 0, "X..o..x..oX.o.x."},
    {41, 1, "X.oox.oox.oox.oo"},
    {54, 2, "..x...x...x...x."},
    {36, 3, "X.......X......."},
};
static const struct groove_line salsa[] = {
    {75, 0, "x.....x...x....."},  {75, 1, "x.....x.....x..."},  {62, -1, "..o...o...o...o."},
    {64, -1, "......xx......xx"}, {70, -1, "x.o.x.o.x.o.x.o."}, {56, 2, "x...x.x.x...x.x."},
    {36, -1, "......x.......x."},
};
static const struct groove_line tango[] = {
    {36, -1, "X.....x.x...x..."},
    {38, 0, "......o.....o..."},
    {38, 1, "..............xx"},
    {37, 2, "....x.......x..."},
};
static const struct groove_line trance[] = {
    {36, -1, "X...X...X...X..."}, {39, -1, "....x.......x..."}, {46, -1, "..X...X...X...X."},
    {42, 0, "o.o.o.o.o.o.o.o."},  {42, 1, "oo.ooo.ooo.ooo.o"},  {51, 3, "x...x...x...x..."},
};
static const struct groove_line punk[] = {
    {36, 0, "X...X...X...X..."},  {36, 1, "X...X.X.X...X.X."}, {38, -1, "..X...X...X...X."},
    {42, -1, "X.x.X.x.X.x.X.x."}, {49, 3, "X.......x......."},
};
static const struct groove_line kpop[] = {
    {36, 0, "X..X..X.X..X...."},  {36, 1, "X..x..X...X.x..."}, {39, -1, "....X.......X..."},
    {42, -1, "x.xox.xxx.xox.xx"}, {46, 2, "..............x."}, {38, 3, "....x..g....x.xg"},
};
/* The train beat of country drummers: brushes or sticks run on the snare and lean on what lies between the beats. */
static const struct groove_line train[] = {
    {36, 0, "X.......x......."},  {36, 1, "X.......x.....o."}, {38, -1, "ogXgogXgogXgogXg"},
    {44, -1, "....x.......x..."}, {54, 3, "....o.......o..."},
};
static const struct groove_line surf[] = {
    {36, 0, "X.......X.x....."},  {36, 1, "X.....x.X......."}, {38, -1, "....X.x.....X..."},
    {51, -1, "x.x.x.x.x.x.x.x."}, {50, 3, "............xxxx"},
};
static const struct groove_line gospel[] = {
    {36, -1, "X.......X.x....."}, {38, 0, "....X.......X..."}, {39, 1, "....X.......X..."},
    {42, -1, "x.o.x.o.x.o.x.o."}, {54, 2, "..x...x...x...x."}, {39, 3, "....x.......x..."},
};
static const struct groove_line afro[] = {
    {36, 0, "X..x..x...x....."},  {36, 1, "X.....x...x..x.."}, {38, -1, "...o..x....o..x."},
    {42, -1, "x.xxx.xxx.xxx.xx"}, {67, 2, "x..x..x...x.x..."}, {62, -1, "....x.......x.x."},
    {70, 3, "x.o.x.o.x.o.x.o."},
};

static const struct groove_line dembow[] = {
    {36, -1, "X...X...X...X..."}, {38, -1, "...x..X....x..X."}, {42, -1, "x.x.x.x.x.x.x.x."},
    {39, 2, "......x.......x."},  {75, 3, "x..x..x.x..x..x."},
};
static const struct groove_line two_step[] = {
    {36, 0, "X.........x....."},  {36, 1, "X..x......x..x.."}, {38, -1, "....X.......X..."},
    {42, -1, "..x.o.xo..x.o.xo"}, {37, 2, ".......o.o....o."}, {46, 3, "......x.......x."},
};
static const struct groove_line log_drum[] = {
    {36, -1, "x...x...x...x..."}, {41, 0, "...x..x....x..x."},  {41, 1, "..x...xx....x.x."},
    {70, -1, "xoxoxoxoxoxoxoxo"}, {37, -1, "....x.......x..o"}, {67, 2, "x..x..x...x.x..."},
};
static const struct groove_line half_time[] = {
    {36, 0, "X.....x...x....."},  {36, 1, "X..x.........x.."}, {38, -1, "........X......."},
    {42, -1, "x.x.x.x.x.x.xoxo"}, {46, 2, "....x.......x..."}, {49, 3, "X..............."},
};
static const struct groove_line grime[] = {
    {36, 0, "X..X..X....X...."},  {36, 1, "X..X....X..X.x.."}, {39, -1, "....X.......X..."},
    {42, -1, "x..x..x.x..x..x."}, {75, 2, "..x..x..x..x...x"}, {38, 3, "..............xx"},
};
static const struct groove_line ska[] = {
    {36, -1, "X.......X......."}, {38, -1, "....X.......X..."}, {42, -1, "..X...X...X...X."},
    {46, 2, "..............x."},  {36, 3, "..........x....."},
};
static const struct groove_line cumbia[] = {
    {36, -1, "X.......X......."}, {73, -1, "x.oox.oox.oox.oo"}, {64, 0, "..o...xx..o...xx"},
    {62, 1, "....x.o.....x.o."},  {56, 2, "x...x...x...x..."},
};
static const struct groove_line samba[] = {
    {36, -1, "o.......X......."}, {41, -1, "........X......x"}, {54, -1, "xooxxooxxooxxoox"},
    {76, 0, "x.x.xx.x.x.x.xx."},  {76, 1, "x.xx.x.x.xx.x.x."},  {67, 2, "x.x...x.x...x.x."},
};
static const struct groove_line polka[] = {
    {36, -1, "X.......X......."}, {38, -1, "....X.......X..."}, {42, -1, "....o.......o..."},
    {38, 2, "......o.......oo"},  {49, 3, "X..............."},
};

#define GROOVE(table)       \
    {                       \
        table, COUNT(table) \
    }

static const struct groove_row grooves[GROOVE_COUNT] = {
    [GROOVE_LOFI] = GROOVE(lofi),         [GROOVE_BRUSH] = GROOVE(brush),
    [GROOVE_POP] = GROOVE(pop),           [GROOVE_LIGHT] = GROOVE(light),
    [GROOVE_CLAPS] = GROOVE(claps),       [GROOVE_FOUR_FLOOR] = GROOVE(four_floor),
    [GROOVE_HOUSE] = GROOVE(house),       [GROOVE_SHAKER] = GROOVE(shaker),
    [GROOVE_RIDE] = GROOVE(ride),         [GROOVE_BOSSA] = GROOVE(bossa),
    [GROOVE_ROCK] = GROOVE(rock),         [GROOVE_FUNK] = GROOVE(funk),
    [GROOVE_HIPHOP] = GROOVE(hiphop),     [GROOVE_TRAP] = GROOVE(trap),
    [GROOVE_EPIC] = GROOVE(epic),         [GROOVE_WALTZ] = GROOVE(waltz),
    [GROOVE_REGGAE] = GROOVE(reggae),     [GROOVE_SHUFFLE] = GROOVE(shuffle),
    [GROOVE_METAL] = GROOVE(metal),       [GROOVE_BREAKS] = GROOVE(breaks),
    [GROOVE_TECHNO] = GROOVE(techno),     [GROOVE_DISCO] = GROOVE(disco),
    [GROOVE_RNB] = GROOVE(rnb),           [GROOVE_MARCH] = GROOVE(march),
    [GROOVE_SWING] = GROOVE(swing),       [GROOVE_PALMAS] = GROOVE(palmas),
    [GROOVE_BODHRAN] = GROOVE(bodhran),   [GROOVE_SALSA] = GROOVE(salsa),
    [GROOVE_TANGO] = GROOVE(tango),       [GROOVE_SURF] = GROOVE(surf),
    [GROOVE_GOSPEL] = GROOVE(gospel),     [GROOVE_AFRO] = GROOVE(afro),
    [GROOVE_DEMBOW] = GROOVE(dembow),     [GROOVE_TWO_STEP] = GROOVE(two_step),
    [GROOVE_LOG_DRUM] = GROOVE(log_drum), [GROOVE_HALF_TIME] = GROOVE(half_time),
    [GROOVE_GRIME] = GROOVE(grime),       [GROOVE_SKA] = GROOVE(ska),
    [GROOVE_CUMBIA] = GROOVE(cumbia),     [GROOVE_SAMBA] = GROOVE(samba),
    [GROOVE_POLKA] = GROOVE(polka),       [GROOVE_TRANCE] = GROOVE(trance),
    [GROOVE_PUNK] = GROOVE(punk),         [GROOVE_KPOP] = GROOVE(kpop),
    [GROOVE_TRAIN] = GROOVE(train),
};

const struct groove_row *groove_row(enum groove groove)
{
    return &grooves[groove != GROOVE_NONE ? groove : GROOVE_LIGHT];
}

/* One of the two for each kind of section, so that A and B walk differently and each stays itself. */
int groove_choice(const struct piece *piece, int bar)
{
    const struct section_plan *section = &piece->sections[piece->bars[bar].section];
    bool second = section->kind == SECTION_B;
    uint64_t hash = text_hash("groove", 6, TEXT_HASH_INIT ^ piece->brief->seed);
    return (int)(hash >> 37 & 1) ^ second;
}

const char *groove_kick(const struct piece *piece, int bar)
{
    const struct section_plan *section = &piece->sections[piece->bars[bar].section];
    bool kit = false;
    /* The style's own kit, also where the brief leaves it out: the bass must not change for that. */
    for (int i = 0; i < piece->style->part_count; i++)
        kit = kit ||
              (piece->style->parts[i].role == SCORE_DRUMS && section->layers >= piece->style->parts[i].least_energy);
    if (!kit || section->kind == SECTION_BREAK)
        return NULL;
    const struct groove_row *row = groove_row(piece->style->groove);
    int choice = groove_choice(piece, bar);
    for (size_t i = 0; i < row->count; i++)
        if (row->lines[i].key == 36 && (row->lines[i].variant < 0 || row->lines[i].variant == choice))
            return row->lines[i].steps;
    return NULL;
}
