/* Starts a program so many times, each in the cage of an ffmpeg or free, for `make bench`:
 *
 *     cage_start 20 caged INPUT ffprobe -version
 *     cage_start 20 free INPUT ffprobe -version
 *
 * INPUT is the file that the caged one may read. */
#include <stdio.h>
#include <stdlib.h>

#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/text.h"

enum { FIRST_WORD = 4, TIMEOUT_MS = 60 * 1000, OUTPUT_CEILING = 1 << 20 };

int main(int argc, char *argv[])
{
    bool good = argc > FIRST_WORD;
    bool caged = good && text_equal(argv[2], "caged");
    long count = good ? strtol(argv[1], NULL, 10) : 0;
    for (long i = 0; i < count && good; i++) {
        const char *const *program = (const char *const *)argv + FIRST_WORD;
        struct process_cage *cage = caged ? media_cage_reader(program[0], argv[3], TIMEOUT_MS) : NULL;
        struct buf out;
        int exit_code = -1;
        buf_init(&out, OUTPUT_CEILING);
        good = (!caged || cage != NULL) &&
               media_capture(program, cage, TIMEOUT_MS, &out, NULL, &exit_code, NULL) == BGM_OK && exit_code == 0;
        buf_release(&out);
    }
    if (!good)
        fprintf(stderr, "cage_start: the program does not start, or there is no cage\n");
    return good ? 0 : 1;
}
