/* The mood of the pictures. */
#include "picture_mood.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "style_table.h"

static double within_one(double value)
{
    return value < -1 ? -1 : value > 1 ? 1 : value;
}

void picture_mood_read(const struct media_analysis *analysis, int64_t duration_ms, struct picture_mood *mood)
{
    *mood = (struct picture_mood){.known = analysis->brightness >= 0};
    if (!mood->known || duration_ms <= 0)
        return;
    /* Six cuts a minute are neither calm nor lively; four times as many, or a quarter, are. */
    double cuts = (double)analysis->cut_count * 60000 / (double)duration_ms;
    double arousal = 0.45 * log2((cuts + 1.5) / 7.5);
    /* Packets between key frames have a tenth of their size in ordinary footage. */
    if (analysis->motion > 0)
        arousal += 0.25 * within_one(log10(analysis->motion / 0.1));
    /* Luma: under 60 is dark, over 130 bright (of 255). */
    double valence = (analysis->brightness - 95) / 45;
    if (analysis->saturation >= 0)
        valence += 0.3 * within_one((analysis->saturation - 30) / 30);
    valence += 0.15 * within_one(analysis->warmth / 30);
    mood->arousal = within_one(arousal);
    mood->valence = within_one(valence);
}

static bool asks_for_mood(const char *prompt)
{
    static const char *const words[] = {"mood",      "atmosphere", "feel of",  "matches", "fits the", "fit the",
                                        "match the", "suits",      "情绪",     "氛围",    "心情",     "气氛",
                                        "适合",      "匹配",       "配合画面", "画面"};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (text_find_ignore_case(prompt, words[i]) != NULL)
            return true;
    }
    return false;
}

/* "Background music" has a small mood of its own, which leaves all open. */
static bool is_open(const struct style_match *match)
{
    return match->style[0] == '\0' && fabs(match->energy) < 0.3 && fabs(match->valence) < 0.2;
}

bool picture_mood_decides(const char *prompt)
{
    struct style_match match;
    style_match_prompt(prompt, &match);
    return is_open(&match);
}

/* The style whose own mood is nearest to the picture's, on the same two axes. */
static const char *nearest_style(const struct picture_mood *mood)
{
    static const struct {
        const char *style;
        double arousal, valence;
    } rows[] = {
        {"upbeat", 0.8, 0.4},  {"happy", 0.5, 0.8},  {"travel", 0.2, 0.6},      {"inspiring", 0.0, 0.3},
        {"nature", -0.4, 0.5}, {"calm", -0.7, 0.3},  {"emotional", -0.3, -0.1}, {"cinematic", -0.1, -0.4},
        {"epic", 0.6, -0.3},   {"tense", 0.4, -0.7}, {"sad", -0.6, -0.6},       {"dark", -0.4, -0.95},
    };
    size_t best = 0;
    double least = HUGE_VAL;
    for (size_t i = 0; i < COUNT(rows); i++) {
        double x = mood->arousal - rows[i].arousal, y = mood->valence - rows[i].valence;
        if (x * x + y * y < least) {
            least = x * x + y * y;
            best = i;
        }
    }
    return rows[best].style;
}

bool picture_mood_apply(const struct picture_mood *mood, struct timeline_music *music)
{
    struct style_match match;
    if (!mood->known)
        return false;
    style_match_prompt(music->prompt, &match);
    bool open = is_open(&match);
    if (!open && !asks_for_mood(music->prompt))
        return false;
    if (open)
        snprintf(music->style, sizeof music->style, "%s", nearest_style(mood));
    /* A style has a pace of its own, so the arousal counts by half; one that was named is only shaded. */
    if (open || match.energy == 0)
        music->energy = within_one(match.energy + 0.5 * mood->arousal);
    if (open || match.valence == 0)
        music->valence = within_one(match.valence + (open ? 0.8 : 0.6) * mood->valence);
    return true;
}
