/* One example of the listening page (listen.sh): the player and a drawing of what the engine saw and wrote, as HTML.
 *
 *   listen_page CLIP DRAFT.json STEMS TITLE       reads the picture's address, one line, from standard input
 *
 * The analysis and the score are made again, as the render made them, from the clip and the draft. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"
#include "media_analysis.h"
#include "media_decode.h"
#include "music_plan.h"
#include "spool.h"

enum { WIDTH = 900, WAVE = 70, SECTIONS = 22, HEIGHT = SECTIONS + 2 * WAVE + 46, RATE = SOUND_RATE };

static void say(const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '<':
            fputs("&lt;", stdout);
            break;
        case '&':
            fputs("&amp;", stdout);
            break;
        case '"':
            fputs("&quot;", stdout);
            break;
        default:
            putchar(*text);
        }
    }
}

/* The peak of each column of the drawing. */
static void draw_wave(const char *folder, const char *name, double length_s, int middle, const char *colour)
{
    float peaks[WIDTH] = {0};
    static float stereo[4800 * 2];
    struct media_decoder decoder = MEDIA_DECODER_INIT;
    char *path = path_join(folder, name);
    size_t got = 4800;
    int64_t at = 0;
    if (file_exists(path) && media_decode_start(&decoder, path, 0, 2, 60000, NULL) == BGM_OK) {
        while (got == 4800 && media_decode_read(&decoder, stereo, 4800, &got, NULL, NULL) == BGM_OK) {
            for (size_t i = 0; i < got; i++, at++) {
                int column = (int)((double)at / RATE / length_s * WIDTH);
                float size = fmaxf(fabsf(stereo[2 * i]), fabsf(stereo[2 * i + 1]));
                if (column >= 0 && column < WIDTH && size > peaks[column])
                    peaks[column] = size;
            }
        }
    }
    media_decode_release(&decoder);
    free(path);
    printf("<path fill=\"%s\" d=\"", colour);
    for (int i = 0; i < WIDTH; i++) {
        /* The root shows what is quiet, too. */
        double half = sqrt(fmin(peaks[i], 1)) * WAVE / 2;
        printf("M%d %.1fv%.1fh1v%.1fz", i, middle - half, 2 * half + 0.5, -2 * half - 0.5);
    }
    puts("\"/>");
}

static double x_of(double ms, double length_ms)
{
    return ms / length_ms * WIDTH;
}

static void draw(const struct media_analysis *analysis, const struct timeline *timeline, const struct score *score,
                 const char *stems)
{
    double length_ms = (double)timeline->duration_ms, start_ms = (double)timeline->music.start_ms;
    printf("<svg viewBox=\"0 0 %d %d\" class=\"view\">\n", WIDTH, HEIGHT);
    for (size_t i = 0; i < analysis->speech_count; i++) {
        const struct music_span *span = &analysis->speech[i];
        printf("<rect class=\"speech\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
               x_of((double)span->start_ms, length_ms), SECTIONS,
               x_of((double)(span->end_ms - span->start_ms), length_ms), 2 * WAVE + 20);
    }
    for (size_t i = 0; i < score->section_count; i++) {
        const struct score_section *section = &score->sections[i];
        double x = x_of(start_ms + (double)section->start_ms, length_ms);
        printf("<rect class=\"section\" style=\"opacity:%.2f\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/><text "
               "x=\"%.1f\" "
               "y=\"15\">",
               0.25 + 0.6 * section->energy, x, x_of((double)(section->end_ms - section->start_ms), length_ms) - 1,
               SECTIONS - 3, x + 4);
        say(section->name);
        puts("</text>");
    }
    draw_wave(stems, "original.wav", length_ms / 1000, SECTIONS + 10 + WAVE / 2, "#888");
    draw_wave(stems, "music.wav", length_ms / 1000, SECTIONS + 14 + WAVE + WAVE / 2, "#2a6fb0");
    int beats = score->chord_count > 0 ? score->chords[score->chord_count - 1].at_ticks / SCORE_TICKS_PER_QUARTER : 0;
    for (int beat = 0; beat <= beats; beat++) {
        double ms = start_ms + (double)score_ticks_to_us(score, beat * SCORE_TICKS_PER_QUARTER) / 1000;
        printf("<line class=\"beat\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n", x_of(ms, length_ms),
               x_of(ms, length_ms), HEIGHT - 16, HEIGHT - 16 + (beat % 4 == 0 ? 10 : 5));
    }
    for (size_t i = 0; i < analysis->cut_count; i++) {
        double x = x_of((double)analysis->cuts[i].at_ms, length_ms);
        printf("<line class=\"cut\" style=\"opacity:%.2f\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
               0.3 + 0.7 * analysis->cuts[i].strength, x, x, SECTIONS, HEIGHT);
    }
    printf("<line class=\"head\" x1=\"0\" x2=\"0\" y1=\"0\" y2=\"%d\"/></svg>\n", HEIGHT);
}

int main(int argc, char **argv)
{
    struct media_info info;
    struct media_analysis analysis;
    struct timeline timeline;
    struct score score;
    struct bgm_error err = BGM_ERROR_INIT;
    char *draft = NULL;
    size_t size = 0;
    if (argc != 5)
        return 2;
    FILE *file = fopen(argv[2], "r");
    ssize_t length = file != NULL ? getdelim(&draft, &size, '\0', file) : -1;
    media_analysis_init(&analysis);
    score_init(&score);
    enum bgm_status status = length < 0 ? BGM_INPUT : timeline_parse(draft, (size_t)length, &timeline, &err);
    if (status == BGM_OK)
        status = media_probe(argv[1], &info, &err);
    if (status == BGM_OK) {
        struct media_analysis_request request = {
            .path = argv[1], .info = &info, .every_frame = timeline.music.sync_cuts};
        status = media_analyse(&request, &analysis, &err);
    }
    if (status == BGM_OK)
        status = music_plan_compose(&timeline, &analysis, &score, &err);
    if (status != BGM_OK) {
        fprintf(stderr, "listen_page: %s: %s\n", argv[1], err.message);
        return 1;
    }
    fputs("<section><h2>", stdout);
    say(argv[4]);
    fputs("</h2><p>", stdout);
    say(timeline.music.name);
    printf(": %.0f bpm, ", timeline.music.bpm);
    say(timeline.music.key);
    printf("; %zu cuts, somebody speaks in %.0f%%; parts: ", analysis.cut_count, 100 * analysis.speech_share);
    for (size_t i = 0; i < score.part_count; i++) {
        fputs(i > 0 ? ", " : "", stdout);
        say(score.parts[i].name);
    }
    fputs("</p><video controls preload=\"metadata\" src=\"", stdout);
    for (int c; (c = getchar()) != EOF && c != '\n';)
        putchar(c);
    puts("\"></video>");
    draw(&analysis, &timeline, &score, argv[3]);
    puts("</section>");
    score_release(&score);
    media_analysis_release(&analysis);
    free(draft);
    return ferror(stdout) != 0;
}
