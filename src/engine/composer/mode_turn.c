/* The same progression in the other kind of mode: "I V vi IV" becomes "i v bVI iv". Every root keeps its degree, so a
 * tune written in degrees over the one fits the other note for note. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "piece.h"

struct numeral {
    const char *letters;
    const char *minor, *minor_seventh; /* what stands on the degree in minor, as a triad and with its seventh */
    const char *major, *major_seventh;
};

/* Longest first, so that "vii" is not read as "v". */
static const struct numeral numerals[] = {
    {"vii", "bVII", "bVII7", "bVII", "bVII7"},
    {"iii", "bIII", "bIIImaj7", "iii", "iii7"},
    {"ii", "iih7", "iih7", "ii", "ii7"},
    {"iv", "iv", "iv7", "IV", "IVmaj7"},
    {"vi", "bVI", "bVImaj7", "vi", "vi7"},
    {"i", "i", "i7", "I", "Imaj7"},
    {"v", "v", "v7", "V", "V7"},
};

static void turn_word(const char *word, size_t length, bool to_minor, char *place, size_t size)
{
    size_t skip = length > 0 && (word[0] == 'b' || word[0] == '#');
    for (size_t i = 0; i < COUNT(numerals); i++) {
        const struct numeral *row = &numerals[i];
        size_t letters = strlen(row->letters);
        if (letters > length - skip || strncasecmp(word + skip, row->letters, letters) != 0)
            continue;
        bool seventh = false, first_inversion = length >= 2 && memcmp(word + length - 2, ".1", 2) == 0;
        size_t end = length - (first_inversion ? 2 : 0);
        for (size_t k = skip + letters; k < end; k++)
            seventh = seventh || word[k] == '7' || word[k] == '9' || word[k] == '1';
        bool adds = length > letters + skip + 3 && memcmp(word + skip + letters, "add", 3) == 0;
        seventh = seventh && !adds;
        const char *turned = to_minor  ? seventh ? row->minor_seventh : row->minor
                             : seventh ? row->major_seventh
                                       : row->major;
        snprintf(place, size, "%s%s", turned, first_inversion && !seventh ? ".1" : "");
        return;
    }
    snprintf(place, size, "%.*s", (int)length, word);
}

void progression_turn(const char *text, bool to_minor, char place[PROGRESSION_SIZE])
{
    size_t used = 0;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, " ,");
        char word[24];
        turn_word(at, length, to_minor, word, sizeof word);
        used += (size_t)snprintf(place + used, PROGRESSION_SIZE - used, "%s", word);
        at += length;
        if (*at != '\0' && used + 1 < PROGRESSION_SIZE)
            place[used++] = *at++;
        place[used] = '\0';
    }
}
