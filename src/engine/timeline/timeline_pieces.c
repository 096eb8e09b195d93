/* Several pieces in a row. */
#include "timeline_pieces.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/text.h"
#include "style_table.h"

size_t timeline_pieces(const struct timeline_music *music, struct timeline_piece pieces[TIMELINE_MOST_PIECES + 1])
{
    int64_t end_ms = music->start_ms + music->length_ms;
    size_t count = 1;
    pieces[0] = (struct timeline_piece){.start_ms = music->start_ms, .end_ms = end_ms};
    for (const char *at = music->then; *at != '\0' && count <= TIMELINE_MOST_PIECES;) {
        size_t length = strcspn(at, "|");
        char *prompt;
        int64_t start_ms = strtoll(at, &prompt, 10);
        struct timeline_piece piece = {.end_ms = end_ms};
        piece.start_ms = start_ms > music->start_ms ? start_ms : music->start_ms;
        if (prompt < at + length && *prompt == ' ' && strncmp(prompt, " -", length) != 0)
            snprintf(piece.prompt, sizeof piece.prompt, "%.*s", (int)(at + length - prompt - 1), prompt + 1);
        text_cut_partial_character(piece.prompt);
        if (strcmp(piece.prompt, "-") == 0)
            piece.prompt[0] = '\0';
        struct timeline_piece *before = &pieces[count - 1];
        if (piece.start_ms < end_ms && piece.start_ms >= before->start_ms) {
            /* From the beginning on: in its place. */
            if (piece.start_ms > before->start_ms) {
                before->end_ms = piece.start_ms;
                before++;
                count++;
            }
            *before = piece;
        }
        at += length + (at[length] == '|');
    }
    return count;
}

/* What played there is kept around the new piece. */
bool timeline_piece_set(struct timeline_music *music, int64_t start_ms, int64_t end_ms, const char *prompt)
{
    struct timeline_piece now[TIMELINE_MOST_PIECES + 1], then[2 * TIMELINE_MOST_PIECES + 4], fresh = {0};
    size_t count = timeline_pieces(music, now), left = 0;
    int64_t whole_ms = music->start_ms + music->length_ms;
    fresh.start_ms = start_ms - music->start_ms < TIMELINE_LEAST_PIECE_MS ? music->start_ms : start_ms;
    fresh.end_ms = whole_ms - end_ms < TIMELINE_LEAST_PIECE_MS ? whole_ms : end_ms;
    for (const char *at = prompt; *at != '\0' && strlen(fresh.prompt) + 1 < sizeof fresh.prompt; at++)
        fresh.prompt[strlen(fresh.prompt)] = *at == '|' || *at == '\n' ? ' ' : *at;
    text_cut_partial_character(fresh.prompt);
    if (fresh.end_ms - fresh.start_ms < TIMELINE_LEAST_PIECE_MS)
        return false;
    bool placed = false;
    for (size_t i = 0; i < count; i++) {
        struct timeline_piece before = now[i], behind = now[i];
        before.end_ms = before.end_ms < fresh.start_ms ? before.end_ms : fresh.start_ms;
        behind.start_ms = behind.start_ms > fresh.end_ms ? behind.start_ms : fresh.end_ms;
        if (before.end_ms - before.start_ms > 0)
            then[left++] = before;
        if (!placed && now[i].end_ms > fresh.start_ms) {
            then[left++] = fresh;
            placed = true;
        }
        if (behind.end_ms - behind.start_ms > 0)
            then[left++] = behind;
    }
    if (left > TIMELINE_MOST_PIECES)
        return false;
    struct buf text;
    buf_init(&text, sizeof music->then);
    for (size_t i = 0; i < left; i++)
        if (i > 0 || then[i].prompt[0] != '\0')
            buf_appendf(&text, "%s%" PRId64 " %s", text.length > 0 ? "|" : "", then[i].start_ms,
                        then[i].prompt[0] != '\0' ? then[i].prompt : "-");
    bool fits = text.length < sizeof music->then;
    if (fits) {
        memset(music->then, 0, sizeof music->then);
        memcpy(music->then, text.length > 0 ? text.bytes : "", text.length);
    }
    buf_release(&text);
    return fits;
}

void timeline_piece_alone(const struct timeline_music *music, const struct timeline_piece *piece,
                          struct timeline_music *alone)
{
    struct style_match match;
    int64_t shift_ms = piece->start_ms - music->start_ms;
    size_t kept = 0;
    *alone = *music;
    alone->then[0] = '\0';
    alone->start_ms = piece->start_ms;
    alone->length_ms = piece->end_ms - piece->start_ms;
    for (size_t i = 0; i < music->course_count; i++)
        if (music->course[i].at_ms >= shift_ms && music->course[i].at_ms < shift_ms + alone->length_ms) {
            alone->course[kept] = music->course[i];
            alone->course[kept++].at_ms -= shift_ms;
        }
    alone->course_count = kept;
    if (piece->prompt[0] == '\0')
        return;
    style_match_near(piece->prompt, &match);
    if (match.style[0] != '\0')
        snprintf(alone->style, sizeof alone->style, "%s", match.style);
    snprintf(alone->blend, sizeof alone->blend, "%s", match.blend);
    alone->energy = match.energy;
    alone->valence = match.valence;
    alone->tempo_factor = match.tempo_factor > 0 ? match.tempo_factor : 1;
    alone->wanted_bpm = 0;
    alone->meter[0] = '\0';
    alone->mode = -1;
    alone->with_roles = 0;
    for (size_t role = 0; role < SCORE_ROLE_COUNT; role++)
        alone->programs[role] = -1;
}

const char *timeline_style_at(const struct timeline_music *music, int64_t at_ms, char style[32])
{
    struct timeline_piece pieces[TIMELINE_MOST_PIECES + 1];
    size_t count = timeline_pieces(music, pieces), i = 0;
    struct style_match match;
    while (i + 1 < count && pieces[i].end_ms <= at_ms)
        i++;
    snprintf(style, 32, "%s", music->style);
    if (pieces[i].prompt[0] != '\0') {
        style_match_near(pieces[i].prompt, &match);
        if (match.style[0] != '\0')
            snprintf(style, 32, "%s", match.style);
    }
    return style;
}
