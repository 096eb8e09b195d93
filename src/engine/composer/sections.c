/* Sections: intro, A, B, break, outro over the bars that there are.
 *
 * Under 8 s one block with a cadence; under 20 s A and an outro; then intro A A' outro; from 24
 * bars on blocks of eight (A B A B ...) with a break before the last one. Boundaries move by up
 * to two bars towards strong cuts of the picture. */
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/xalloc.h"
#include "piece.h"

static void add_section(struct piece *piece, enum section_kind kind, int bars)
{
    if (bars <= 0)
        return;
    int first = 0, occurrence = 0;
    for (int i = 0; i < piece->section_count; i++) {
        first += piece->sections[i].bar_count;
        occurrence += piece->sections[i].kind == kind;
    }
    static const int energies[] = {
        [SECTION_INTRO] = 36, [SECTION_A] = 54, [SECTION_B] = 70, [SECTION_BREAK] = 32, [SECTION_OUTRO] = 46,
    };
    int energy = energies[kind], manner = energy;
    if (kind == SECTION_A || kind == SECTION_B)
        energy += 10 * (occurrence < 2 ? occurrence : 2);
    piece->sections[piece->section_count++] = (struct section_plan){.kind = kind,
                                                                    .first_bar = first,
                                                                    .bar_count = bars,
                                                                    .energy = energy,
                                                                    .manner = manner,
                                                                    .occurrence = occurrence};
}

enum {
    LAST_LAYERS = 20,         /* that the last A has more than the others: it is the fullest */
    HOOK_MOST_MS = 35000,     /* a clip this short has no intro: its tune is there at once */
    MOVEMENT_MS = 150000,     /* two and a half minutes */
    ONE_MOVEMENT_MS = 180000, /* longer pieces have several */
};

/* Blocks of eight bars: a return for every departure, and A at the end. */
static const char *const block_forms[] = {"", "A", "AA", "ABA", "AABA", "ABABA", "AABABA"};
enum { BLOCK_FORMS = COUNT(block_forms) };

static enum section_kind block_kind(int block, int blocks)
{
    if (blocks < BLOCK_FORMS)
        return block_forms[blocks][block] == 'A' ? SECTION_A : SECTION_B;
    return block + 1 < blocks && block % 4 == 2 ? SECTION_B : SECTION_A;
}

/* Up to twenty bars between intro and outro: A whole and its return, with a short B where there is room. In sections of
 * four bars a theme has its idea and its end. */
static void lay_body(struct piece *piece, int bars)
{
    static const int plans[][4] = {{4, 0, 0, 0}, {8, 0, 0, 0}, {8, 0, 0, 4}, {4, 4, 4, 4}, {8, 0, 4, 8}};
    static const enum section_kind kinds[4] = {SECTION_A, SECTION_A, SECTION_B, SECTION_A};
    for (int i = 0; i < 4 && bars >= 4; i++)
        add_section(piece, kinds[i], plans[bars / 4 - 1][i]);
}

/* Up to 23 bars. */
static void short_form(struct piece *piece)
{
    int bars = piece->bar_count;
    if (bars < 4 || piece->brief->duration_ms < 8000) {
        add_section(piece, SECTION_A, bars);
        if (piece->section_count > 0)
            piece->sections[0].energy = 70;
        return;
    }
    if (bars < 8 || piece->brief->duration_ms < 20000) {
        /* No time for an intro: everything that the style has, from the first bar. */
        add_section(piece, SECTION_A, bars - 2);
        add_section(piece, SECTION_OUTRO, 2);
        piece->sections[0].energy = 68;
        return;
    }
    int intro = piece->brief->duration_ms <= HOOK_MOST_MS || bars < 12 ? 0 : bars % 4 >= 2 || bars < 16 ? 2 : 4;
    int body = (bars - intro - 2) / 4 * 4, outro = bars - intro - body;
    add_section(piece, SECTION_INTRO, intro);
    lay_body(piece, body);
    add_section(piece, SECTION_OUTRO, outro);
}

static void long_form(struct piece *piece)
{
    int body = piece->bar_count - 8;
    int blocks = body / 8, left = body % 8;
    int small_break = left >= 4 ? 4 : 0;
    left -= small_break;
    add_section(piece, SECTION_INTRO, 4);
    if (blocks == 2) {
        lay_body(piece, 16 + small_break);
        add_section(piece, SECTION_OUTRO, 4 + left);
        return;
    }
    /* Long pieces breathe: every fifth block is a break, and the one before the last where the
     * small break finds no room; never one so near to another. */
    int breaks = 0, since_break = 0;
    bool rests[512] = {false};
    for (int i = 0; i < blocks && i < 512; i++) {
        bool last = i + 1 == blocks, near_end = i + 3 >= blocks;
        rests[i] =
            !last && ((since_break >= 4 && !near_end) || (since_break >= 3 && small_break == 0 && i + 2 == blocks));
        since_break = rests[i] ? 0 : since_break + 1;
        breaks += rests[i];
    }
    int played = 0;
    for (int i = 0; i < blocks; i++) {
        if (i + 1 == blocks && small_break > 0)
            add_section(piece, SECTION_BREAK, small_break);
        if (i < 512 && rests[i])
            add_section(piece, SECTION_BREAK, 8);
        else
            add_section(piece, block_kind(played++, blocks - breaks), 8);
    }
    add_section(piece, SECTION_OUTRO, 4 + left);
}

/* The last A is the fullest section of all. */
static void find_last_a(struct piece *piece)
{
    int most = 0;
    piece->last_a = -1;
    for (int s = 0; s < piece->section_count; s++) {
        most = piece->sections[s].energy > most ? piece->sections[s].energy : most;
        if (piece->sections[s].kind == SECTION_A && piece->sections[s].occurrence > 0)
            piece->last_a = s;
    }
    if (piece->last_a >= 0 && piece->brief->course_count == 0)
        piece->sections[piece->last_a].energy = most > 80 ? most : most + 8;
}

/* Movements of two to three minutes: every second one in the key of the fourth step; the last A and the end are home.
 */
static void lay_movements(struct piece *piece)
{
    int64_t length_ms = piece->brief->duration_ms;
    if (length_ms <= ONE_MOVEMENT_MS)
        return;
    int movements = (int)((length_ms + MOVEMENT_MS / 2) / MOVEMENT_MS);
    movements = movements < 2 ? 2 : movements;
    for (int s = 0; s < piece->section_count; s++) {
        struct section_plan *section = &piece->sections[s];
        int movement = (int)((int64_t)section->first_bar * movements / piece->bar_count);
        bool home = s >= piece->last_a || section->kind == SECTION_OUTRO;
        section->key_shift = movement % 2 == 1 && !home ? 5 : 0;
    }
}

/* The strongest cut begins a section, where one begins within four bars and both keep two bars. */
static void follow_main_cut(struct piece *piece)
{
    int nearest = 0, least = 5;
    for (int i = 1; i < piece->section_count && piece->main_cut_bar >= 0; i++) {
        const struct section_plan *left = &piece->sections[i - 1], *right = &piece->sections[i];
        int move = piece->main_cut_bar - right->first_bar, size = move < 0 ? -move : move;
        bool fits = left->bar_count + move >= 2 && right->bar_count - move >= 2;
        if (size < least && fits && (right->kind != SECTION_OUTRO || move <= 0)) {
            least = size;
            nearest = i;
        }
    }
    if (nearest == 0)
        return;
    int move = piece->main_cut_bar - piece->sections[nearest].first_bar;
    piece->sections[nearest - 1].bar_count += move;
    piece->sections[nearest].first_bar += move;
    piece->sections[nearest].bar_count -= move;
}

static bool turns_on_downbeat(const struct piece *piece, int bar)
{
    return ((piece->bars[bar].cut_beats | piece->bars[bar].soft_beats) & 1) != 0;
}

/* Moves the start of each section onto the strongest downbeat cut within two bars. */
static void follow_cuts(struct piece *piece)
{
    for (int i = 1; i < piece->section_count; i++) {
        struct section_plan *left = &piece->sections[i - 1], *right = &piece->sections[i];
        if (right->kind == SECTION_OUTRO || right->first_bar == piece->main_cut_bar)
            continue;
        int best = 0;
        for (int move = 1; move <= 2 && best == 0; move++) {
            if (turns_on_downbeat(piece, right->first_bar))
                break;
            if (left->bar_count - move >= 2 && turns_on_downbeat(piece, right->first_bar - move))
                best = -move;
            else if (right->bar_count - move >= 2 && turns_on_downbeat(piece, right->first_bar + move))
                best = move;
        }
        left->bar_count += best;
        right->first_bar += best;
        right->bar_count -= best;
    }
}

/* A section boundary at the downbeat nearest to a point of the course: one that is near comes there, else a section is
 * cut in two. */
static void bring_boundary(struct piece *piece, int64_t at_ms)
{
    int32_t ticks = score_us_to_ticks(piece->score, at_ms * 1000);
    int bar = 0;
    while (bar + 1 < piece->bar_count && piece->bars[bar + 1].start_ticks <= ticks + 2 * BEAT)
        bar++;
    int s = 0;
    while (s + 1 < piece->section_count && piece->sections[s + 1].first_bar <= bar)
        s++;
    struct section_plan *section = &piece->sections[s];
    int into = bar - section->first_bar, left = section->bar_count - into;
    if (bar == 0 || into == 0)
        return;
    if (into <= 2 && s > 0 && left >= 1) {
        /* Its own start is at hand: the section before it grows. */
        piece->sections[s - 1].bar_count += into;
        section->first_bar += into;
        section->bar_count -= into;
    } else if (left <= 2 && s + 1 < piece->section_count && section->bar_count - left >= 1) {
        piece->sections[s + 1].first_bar -= left;
        piece->sections[s + 1].bar_count += left;
        section->bar_count -= left;
    } else {
        memmove(section + 2, section + 1, (size_t)(piece->section_count - s - 1) * sizeof *piece->sections);
        section[1] = section[0];
        section[1].first_bar = bar;
        section[1].bar_count = left;
        section[1].occurrence++;
        section->bar_count = into;
        piece->section_count++;
    }
}

/* The wish over [from_ms, to_ms): the mean of the course there, in hundredths. */
static int course_over(const struct piece *piece, int64_t from_ms, int64_t to_ms)
{
    const struct music_brief *brief = piece->brief;
    double sum = 0;
    for (size_t i = 0; i < brief->course_count; i++) {
        int64_t start = brief->course[i].at_ms,
                end = i + 1 < brief->course_count ? brief->course[i + 1].at_ms : INT64_MAX;
        start = start > from_ms ? start : from_ms;
        end = end < to_ms ? end : to_ms;
        sum += end > start ? brief->course[i].energy * (double)(end - start) : 0;
    }
    return to_ms > from_ms ? (int)(sum * 100 / (double)(to_ms - from_ms)) : 0;
}

/* Sections begin where the course turns, and have its energy more than that of the form. */
static void follow_course(struct piece *piece)
{
    const struct music_brief *brief = piece->brief;
    for (size_t i = 0; i < brief->course_count; i++)
        if (brief->course[i].at_ms > 0 && brief->course[i].at_ms < piece->score->last_chord_ms)
            bring_boundary(piece, brief->course[i].at_ms);
    for (int s = 0; s < piece->section_count; s++) {
        struct section_plan *section = &piece->sections[s];
        int after = section->first_bar + section->bar_count;
        int32_t end = after < piece->bar_count ? piece->bars[after].start_ticks : piece->final_ticks;
        int wish =
            course_over(piece, score_ticks_to_us(piece->score, piece->bars[section->first_bar].start_ticks) / 1000,
                        score_ticks_to_us(piece->score, end) / 1000);
        section->energy = (section->energy + 3 * (54 + 44 * wish / 100)) / 4;
        section->manner = (section->manner + 3 * (54 + 44 * wish / 100)) / 4;
        /* What is to be strong is no intro and no break, where the tune and the drums are silent. */
        if (wish > 20 && (section->kind == SECTION_INTRO || section->kind == SECTION_BREAK))
            section->kind = SECTION_A;
    }
}

static int64_t section_ms(const struct piece *piece, const struct section_plan *section, bool end)
{
    int bar = section->first_bar + (end ? section->bar_count : 0);
    int32_t ticks = bar < piece->bar_count ? piece->bars[bar].start_ticks : piece->final_ticks;
    return score_ticks_to_us(piece->score, ticks) / 1000;
}

/* A drop begins the strongest section of all; what goes before it holds back, and the rest stays below it. */
static void follow_drops(struct piece *piece)
{
    const struct music_brief *brief = piece->brief;
    for (size_t i = 0; i < brief->event_count; i++) {
        if (brief->events[i].kind != MUSIC_EVENT_DROP || brief->events[i].at_ms >= piece->score->last_chord_ms)
            continue;
        bring_boundary(piece, brief->events[i].at_ms);
        for (int s = 1; s < piece->section_count; s++) {
            struct section_plan *section = &piece->sections[s];
            int64_t off = section_ms(piece, section, false) - brief->events[i].at_ms;
            int64_t bar_ms = (int64_t)piece->us_per_quarter * piece->bar_ticks / BEAT / 1000;
            if (off > bar_ms / 2 || off < -bar_ms / 2)
                continue;
            section->kind = SECTION_A;
            section->energy = section->manner = 100;
            struct section_plan *before = &piece->sections[s - 1];
            before->energy = before->energy < 44 ? before->energy : 44;
        }
    }
    for (int s = 0; s < piece->section_count; s++)
        if (piece->sections[s].energy < 100 && piece->sections[s].energy > 74)
            piece->sections[s].energy = 74;
}

/* A ramp is half in the sections, so that parts join and leave with it, and half in the strokes. */
static void follow_ramps(struct piece *piece)
{
    for (int s = 0; s < piece->section_count; s++) {
        struct section_plan *section = &piece->sections[s];
        double level;
        if (!ramp_level(piece, (section_ms(piece, section, false) + section_ms(piece, section, true)) / 2, &level))
            continue;
        section->energy = 54 + (int)(44 * level);
        section->manner = (section->manner + 54 + (int)(30 * level)) / 2;
        section->ramp_velocity = (int)(level * 28 / 2);
        if (level > 0.2 && section->kind == SECTION_INTRO)
            section->kind = SECTION_A;
    }
}

static bool has_event(const struct piece *piece, enum music_event_kind kind)
{
    for (size_t i = 0; i < piece->brief->event_count; i++)
        if (piece->brief->events[i].kind == kind)
            return true;
    return false;
}

/* A section of four bars has the idea and the cadence. */
int theme_bar(const struct piece *piece, int bar)
{
    const struct bar_plan *plan = &piece->bars[bar];
    int index = plan->index % 8, count = piece->sections[plan->section].bar_count;
    return index >= 2 && count <= 5 ? (index + 4) % 8 : index;
}

int section_rise(const struct piece *piece, int section)
{
    if (section + 1 >= piece->section_count)
        return 0;
    return piece->sections[section + 1].energy - piece->sections[section].energy;
}

void sections_plan(struct piece *piece)
{
    piece->sections = xcalloc((size_t)piece->bar_count / 4 + 8 + piece->brief->course_count + piece->brief->event_count,
                              sizeof *piece->sections);
    if (piece->bar_count < 24)
        short_form(piece);
    else
        long_form(piece);
    if (piece->brief->cut_count > 0) {
        follow_main_cut(piece);
        follow_cuts(piece);
    }
    if (piece->brief->course_count > 0 && piece->section_count > 0)
        follow_course(piece);
    find_last_a(piece);
    if (has_event(piece, MUSIC_EVENT_RAMP))
        follow_ramps(piece);
    if (has_event(piece, MUSIC_EVENT_DROP))
        follow_drops(piece);
    lay_movements(piece);

    for (int s = 0; s < piece->section_count; s++) {
        struct section_plan *section = &piece->sections[s];
        /* Which parts play follows the wish less than how hard: calm lo-fi keeps its drums. */
        int rise = (section->kind == SECTION_A || section->kind == SECTION_B) && section->occurrence > 0;
        section->layers = section->manner + rise * OCCURRENCE_LAYERS + 10 * piece->energy / 100;
        if (s == piece->last_a)
            section->layers += LAST_LAYERS;
        section->energy += 22 * piece->energy / 100;
        section->manner += 22 * piece->energy / 100;
        section->energy = section->energy < 5 ? 5 : section->energy > 100 ? 100 : section->energy;
        for (int b = 0; b < section->bar_count; b++) {
            piece->bars[section->first_bar + b].section = s;
            piece->bars[section->first_bar + b].index = b;
        }
    }
}
