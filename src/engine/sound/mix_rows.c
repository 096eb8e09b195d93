/* The mix of each style. Peaks over loudness and slopes after music that was measured (docs/sound.md). */
#include "mix_rows.h"

#include <stddef.h>
#include <string.h>

#include "bgmusic/base/count.h"

/* clang-format off */
static const struct mix_row rows[] = {
    /* styles, peaks, sub, bass, slope, top, body, presence, width, pump, its length, drive */
    {"", 12.5, -3.0, 0.0, -2.4, -8.8, 0.0, 0.0, 0.0, 0, 0, 0.0}, /* what has no row */
    /* For the floor: sub and pump; hollow in the middle the newer it is. */
    {"house electronic upbeat ukgarage", 8.2, 2.0, 3.0, -2.5, -8.6, -0.5, -0.5, 0.5, 6.0, 220, 0.5},
    {"trance", 8.2, 1.0, 2.0, -2.1, -8.4, -3.0, 1.5, 1.5, 5.0, 200, 0.4},
    {"techno", 8.0, 3.0, 3.0, -2.7, -8.8, -2.0, -1.5, -0.5, 5.0, 190, 0.8},
    {"tropical reggaeton", 9.0, 1.0, 2.5, -2.4, -8.6, -1.0, 0.5, 1.0, 5.0, 240, 0.3},
    {"dubstep", 8.0, 3.5, 2.5, -2.2, -8.8, -1.0, 2.0, 0.0, 4.0, 160, 0.8},
    {"dnb", 8.2, 3.0, 2.0, -2.2, -8.3, -3.5, 0.5, 0.5, 2.5, 110, 0.6},
    {"trap drill grime amapiano", 8.5, 3.5, 2.5, -2.6, -8.3, -4.0, 0.5, 0.0, 2.5, 140, 0.6},
    {"hiphop rnb", 9.8, 1.5, 2.0, -2.6, -8.8, -1.0, 0.5, -0.5, 1.5, 130, 0.4},
    {"boombap", 9.8, 0.5, 3.0, -2.8, -9.0, 2.0, -1.5, -2.0, 1.5, 130, 0.5},
    {"synthwave", 9.0, 0.0, 2.0, -2.6, -8.8, 2.0, -1.5, 1.5, 5.0, 260, 0.4},
    {"chiptune", 9.6, -4.0, 0.0, -2.0, -8.6, 0.0, 0.0, -1.0, 0, 0, 0.0},
    {"lofi", 11.0, -3.0, 1.0, -2.9, -14.5, 1.0, -1.0, -1.0, 2.5, 180, 0.3},
    /* Songs: the voice's place stands out. */
    {"pop disco afro", 10.8, -1.0, 1.0, -2.4, -8.3, 0.0, 1.5, 0.5, 1.5, 120, 0.3},
    {"kpop", 9.6, 1.5, 1.5, -2.1, -8.0, -3.0, 2.0, 1.0, 4.0, 150, 0.4},
    {"funk", 10.8, -4.0, 2.0, -2.3, -8.4, -2.0, 2.0, -1.0, 0.0, 0, 0.3},
    {"happy travel kids christmas gospel", 11.2, -3.0, 0.0, -2.3, -8.3, 0.0, 1.0, 0.5, 0, 0, 0.2},
    {"corporate news", 11.2, -3.0, 0.0, -2.1, -8.3, -2.5, 0.5, 1.5, 0, 0, 0.2},
    {"inspiring", 11.6, -2.0, 0.5, -2.7, -8.6, 1.5, -0.5, 0.5, 0, 0, 0.2},
    {"rock surf ska", 10.5, -4.0, 0.5, -2.5, -9.2, 1.5, 2.0, 0.0, 0, 0, 0.4},
    {"punk", 10.0, -6.0, -1.0, -2.2, -9.2, 0.0, 3.0, -0.5, 0, 0, 0.5},
    {"country", 11.2, -6.0, -0.5, -2.1, -8.6, -1.5, 1.0, 0.5, 0, 0, 0.3},
    {"metal", 9.5, -3.0, 0.5, -2.2, -8.8, -3.0, 2.5, 1.0, 0, 0, 0.6},
    {"reggae", 12.0, 0.0, 3.0, -2.7, -8.8, 1.0, -2.0, 0.0, 0, 0, 0.2},
    {"salsa tango flamenco samba cumbia mariachi", 12.0, -2.5, 1.0, -2.4, -8.6, 0.0, 1.0, 0.0, 0, 0, 0.2},
    /* What is played in a room and listened to: no sub, less of a ceiling. */
    {"jazz swing blues doowop mystery", 14.0, -8.0, -2.5, -2.6, -9.2, 1.5, -0.5, -0.5, 0, 0, 0.0},
    {"bossa", 14.0, -8.0, -1.5, -2.9, -9.4, 2.0, -2.0, -1.0, 0, 0, 0.0},
    {"acoustic celtic medieval waltz march", 13.0, -9.0, -3.0, -2.7, -8.8, 1.0, 0.5, 0.0, 0, 0, 0.0},
    {"indian arabic bluegrass klezmer polka", 13.0, -9.0, -3.0, -2.6, -9.0, 0.0, 1.5, 0.0, 0, 0, 0.0},
    {"chinese", 14.8, -9.0, -4.0, -2.2, -8.8, -1.0, 1.5, 0.5, 0, 0, 0.0},
    {"piano", 14.8, -9.0, -3.0, -3.0, -9.2, 1.0, -1.0, -0.5, 0, 0, 0.0},
    {"classical sad romantic lullaby emotional nature calm opera", 14.8, -9.0, -3.0, -2.7, -9.0, 1.5, -0.5, 0.0, 0, 0, 0.0},
    {"epic tense", 13.5, -2.0, 0.5, -2.6, -9.0, 0.0, 0.0, 1.0, 0, 0, 0.0},
    {"cinematic", 13.5, -1.0, 1.0, -3.0, -9.2, 1.5, -1.5, 1.5, 0, 0, 0.0},
    {"trailer", 12.5, 1.0, 1.5, -2.4, -8.8, -2.0, 1.5, 1.0, 0, 0, 0.2},
    {"ambient meditation space dark", 14.5, -3.0, 0.0, -3.0, -9.0, 0.0, -1.0, 2.0, 0, 0, 0.0},
};
/* clang-format on */

const struct mix_row *mix_row_find(const char *style)
{
    size_t length = strlen(style);
    for (size_t i = 1; i < COUNT(rows) && length > 0; i++)
        for (const char *at = rows[i].styles; *at != '\0';) {
            size_t word = strcspn(at, " ");
            if (word == length && memcmp(at, style, word) == 0)
                return &rows[i];
            at += word + (at[word] == ' ');
        }
    return &rows[0];
}
