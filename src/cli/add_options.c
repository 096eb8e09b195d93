/* The options of `add`, which are columns of a list as well. */
#include "command.h"

#include "bgmusic/app/batch.h"

#define AT(field) offsetof(struct options, field)

const struct option_row add_option_rows[] = {
    {"prompt", 'p', OPTION_TEXT, "TEXT", AT(prompt), NULL, 0, 0, "what the music should be"},
    {"output", 'o', OPTION_FILE, "PATH", AT(output), NULL, 0, 0,
     "where to: a template with {dir} {stem} {ext} {n}, a folder, - for stdout"},
    MUSIC_WISHES(OPTION_OF_WISH){"music", 0, OPTION_FILE, "FILE", AT(music), NULL, 0, 0,
                                 "your own track instead of a composed one"},
    {"stems", 0, OPTION_FILE, "FOLDER", AT(stems), NULL, 0, 0,
     "also write every part as a WAV file there (local engine)"},
    {"midi", 0, OPTION_FILE, "FILE", AT(midi), NULL, 0, 0, "also write the notes as MIDI (local engine)"},
    {"preview", 0, OPTION_FLAG, NULL, AT(preview), NULL, 0, 0,
     "only the music, as a WAV file, without the video (local engine)"},
    {"answer", 0, OPTION_LIST, "TEXT", AT(answers), NULL, 0, 0,
     "answers a question of the agent beforehand (repeatable)"},
    {"beats", 0, OPTION_FILE, "FILE", AT(beats), NULL, 0, 0,
     "also write beats, bars and sections as JSON, or as Audacity labels (.txt; local engine)"},
    {"variants", 0, OPTION_INTEGER, "N", AT(variants), NULL, 1, 99,
     "so many takes by different seeds, with numbered names (local engine)"},
    {"language", 0, OPTION_TEXT, "CODE", AT(language), NULL, 0, 0, "language of the session"},
    {"from-list", 'a', OPTION_FILE, "FILE", AT(from_list), NULL, 0, 0,
     "inputs from a list: lines, .tsv, .csv, .jsonl; - for stdin"},
    {"jobs", 'j', OPTION_INTEGER, "N", AT(jobs), NULL, 1, BATCH_MOST_JOBS,
     "how many at a time; 1 for the service, the cores for the local engine"},
    {"shard", 0, OPTION_TEXT, "I/N", AT(shard), NULL, 0, 0, "every N-th input only, beginning with the I-th"},
    {"report", 0, OPTION_FILE, "FILE.html", AT(report), NULL, 0, 0, "a page with every clip before and after"},
    {"wait", 0, OPTION_SECONDS, "SECONDS", AT(wait_ms), NULL, 1, 604800, "how long to wait for a render"},
    {"skip-existing", 0, OPTION_FLAG, NULL, AT(skip_existing), NULL, 0, 0,
     "leave outputs alone that are as they would be made"},
    {"force", 'f', OPTION_FLAG, NULL, AT(force), NULL, 0, 0, "replace outputs that exist"},
    {"number", 0, OPTION_FLAG, NULL, AT(number), NULL, 0, 0, "take the next free name where an output exists"},
    {"dry-run", 'n', OPTION_FLAG, NULL, AT(dry_run), NULL, 0, 0, "check everything, print the plan, change nothing"},
    {"keep-going", 0, OPTION_FLAG, NULL, AT(keep_going), NULL, 0, 0, "go on when one input fails (the default)"},
    {"fail-fast", 0, OPTION_FLAG, NULL, AT(fail_fast), NULL, 0, 0, "stop at the first input that fails"},
    OPTION_ROWS_END,
};
