/* Looks for the SoundFont: what was told, then the environment, then the known folders and
 * names. */
#include "soundfont.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* Best first: what is sampled well and freely licensed before what is merely there (the size counts little: only
 * samples that are heard are decoded). The "default" links come late: they may lead to an FM chip's font. */
static const char *const NAMES[] = {
    "MuseScore_General_Full.sf3",
    "MuseScore_General_Lite.sf3",
    "MuseScore_General.sf[23]",
    "FluidR3Mono_GM.sf3",
    "FluidR3_GM.sf2",
    "GeneralUser*.sf2",
    "default-GM.sf[23]",
    "default.sf2",
    "TimGM6mb.sf2",
    "*GM*.sf[23]",
};
enum { NAME_COUNT = COUNT(NAMES) };

/* Relative to the user's data folder. */
static const char *const DATA_FOLDERS[] = {"bgmusic", "soundfonts", "sounds/sf2"};

static const char *const SYSTEM_FOLDERS[] = {
    "/usr/share/sounds/sf3",       "/usr/share/sounds/sf2",          "/usr/share/soundfonts",
    "/usr/local/share/soundfonts", "/opt/homebrew/share/soundfonts", "/opt/homebrew/share/sounds/sf2",
    "/usr/share/mscore/sound",     "/usr/share/mscore3/sound",
};

/* A SoundFont is a RIFF file of the form "sfbk" that opens with its INFO list, in its compressed
 * form (.sf3) too; one that is cut short says a greater length than it has. */
static bool is_soundfont(const char *path)
{
    unsigned char head[24] = {0};
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool good = read(fd, head, sizeof head) == (ssize_t)sizeof head && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
                memcmp(head, "RIFF", 4) == 0 && memcmp(head + 8, "sfbkLIST", 8) == 0 &&
                memcmp(head + 20, "INFO", 4) == 0;
    close(fd);
    uint32_t length = (uint32_t)head[4] | (uint32_t)head[5] << 8 | (uint32_t)head[6] << 16 | (uint32_t)head[7] << 24;
    return good && (int64_t)length + 8 <= (int64_t)info.st_size + 1; /* an odd last chunk may lack its pad */
}

struct candidate {
    size_t rank; /* into NAMES */
    char *path;
};

static void look_into(const char *folder, struct candidate *best)
{
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return;
    const struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        for (size_t rank = 0; rank < NAME_COUNT && rank <= best->rank; rank++) {
            if (fnmatch(NAMES[rank], entry->d_name, FNM_PERIOD) != 0)
                continue;
            char *path = path_join(folder, entry->d_name);
            /* Of two files of one rank the first in the alphabet: readdir() has no order. */
            bool same_folder = best->path != NULL && strncmp(best->path, folder, strlen(folder)) == 0 &&
                               strchr(best->path + strlen(folder) + 1, '/') == NULL;
            bool better = best->path == NULL || rank < best->rank || (same_folder && strcmp(path, best->path) < 0);
            if (better && is_soundfont(path)) {
                free(best->path);
                *best = (struct candidate){rank, path};
            } else {
                free(path);
            }
            break;
        }
    }
    closedir(dir);
}

static enum bgm_status check_told(const char *told, const char *by, char **path, struct bgm_error *err)
{
    if (!is_soundfont(told)) {
        bgm_fail(err, BGM_INPUT, "\"%s\" %s, but it is no SoundFont file%s%s", told, by,
                 access(told, R_OK) == 0 ? "" : ": ", access(told, R_OK) == 0 ? "" : strerror(errno));
        bgm_hint(err, "give the path of a General MIDI .sf2 or .sf3 file");
        return BGM_INPUT;
    }
    *path = xstrdup(told);
    return BGM_OK;
}

/* The user's own folders first, then the system's; inside each group the best name wins. */
static char *search_folders(void)
{
    struct candidate best = {NAME_COUNT - 1, NULL};
    const char *data_home = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    char *data = NULL;
    if (data_home != NULL && data_home[0] == '/')
        data = xstrdup(data_home);
    else if (home != NULL && home[0] == '/')
        data = path_join(home, ".local/share");
    for (size_t i = 0; data != NULL && i < COUNT(DATA_FOLDERS); i++) {
        char *folder = path_join(data, DATA_FOLDERS[i]);
        look_into(folder, &best);
        free(folder);
    }
    free(data);
    if (best.path != NULL)
        return best.path;
    for (size_t i = 0; i < COUNT(SYSTEM_FOLDERS); i++)
        look_into(SYSTEM_FOLDERS[i], &best);
    return best.path;
}

enum bgm_status soundfont_find(const char *wanted, char **path, struct bgm_error *err)
{
    *path = NULL;
    if (!text_is_blank(wanted))
        return check_told(wanted, "was asked for as SoundFont", path, err);
    const char *from_environment = getenv("BGMUSIC_SOUNDFONT");
    if (!text_is_blank(from_environment))
        return check_told(from_environment, "stands in BGMUSIC_SOUNDFONT", path, err);
    *path = search_folders();
    if (*path != NULL)
        return BGM_OK;
    bgm_fail(err, BGM_INPUT, "no General MIDI SoundFont is installed: nothing can play the music");
#ifdef __APPLE__
    bgm_hint(err, "put a General MIDI .sf2 file (such as GeneralUser GS) into "
                  "~/.local/share/soundfonts, or name one with BGMUSIC_SOUNDFONT=FILE");
#else
    bgm_hint(err, "install one: apt-get install musescore-general-soundfont-small "
                  "(Fedora: dnf install fluid-soundfont-gm; Arch: pacman -S soundfont-fluid), or "
                  "name a file with BGMUSIC_SOUNDFONT=FILE");
#endif
    return BGM_INPUT;
}
