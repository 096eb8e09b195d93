/* Serves a SoundFont to FluidSynth through its file callbacks. */
#include "soundfont_view.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

/* The lists of the largest fonts (1 GB) take 4 MB. */
enum { MOST_LIST_BYTES = 64 << 20 };

struct soundfont_view {
    char *path;
    char name[32]; /* "&0x..." tells the callback of opening, which is given nothing else, where we are */
    uint8_t *list; /* content of the "pdta" list, with the changes */
    int64_t list_at, list_bytes;
};

struct handle {
    const struct soundfont_view *view;
    int fd;
    int64_t at, size;
};

static bool read_fully(int fd, void *bytes, size_t count, int64_t at)
{
    char *to = bytes;
    while (count > 0) {
        ssize_t got = pread(fd, to, count, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        at += got;
        count -= (size_t)got;
    }
    return true;
}

/* RIFF <size> sfbk, then the lists INFO, sdta and pdta, in this order. Writers of .sf3 files forget the byte behind a
 * list of odd length, and FluidSynth does not ask for it. */
static bool find_list(int fd, int64_t *list_at, int64_t *list_bytes)
{
    unsigned char head[12];
    int64_t at = 12;
    for (int chunk = 0; chunk < 16 && read_fully(fd, head, sizeof head, at); chunk++) {
        int64_t length = (int64_t)head[4] | (int64_t)head[5] << 8 | (int64_t)head[6] << 16 | (int64_t)head[7] << 24;
        if (memcmp(head, "LIST", 4) == 0 && memcmp(head + 8, "pdta", 4) == 0) {
            *list_at = at + 12;
            *list_bytes = length - 4;
            return *list_bytes > 0 && *list_bytes <= MOST_LIST_BYTES;
        }
        at += 8 + length;
        if ((length & 1) != 0 && read_fully(fd, head, sizeof head, at) && head[0] == '\0')
            at++;
    }
    return false;
}

struct soundfont_view *soundfont_view_new(const char *path, const struct font_use *use)
{
    int fd;
    if (file_open_plain(path, &fd, NULL) != BGM_OK)
        return NULL;
    struct soundfont_view *view = xcalloc(1, sizeof *view);
    bool good = find_list(fd, &view->list_at, &view->list_bytes);
    if (good) {
        view->list = xmalloc((size_t)view->list_bytes);
        good = read_fully(fd, view->list, (size_t)view->list_bytes, view->list_at) &&
               soundfont_subset(view->list, (size_t)view->list_bytes, use);
    }
    close(fd);
    if (!good) {
        soundfont_view_free(view);
        return NULL;
    }
    view->path = xstrdup(path);
    return view;
}

void soundfont_view_free(struct soundfont_view *view)
{
    if (view == NULL)
        return;
    free(view->path);
    free(view->list);
    free(view);
}

static _Thread_local const struct soundfont_view *shown;

void soundfont_view_show(const struct soundfont_view *view)
{
    shown = view;
}

static void *view_open(const char *name)
{
    const struct soundfont_view *view = shown;
    struct stat info;
    if (view == NULL || !text_equal(name, view->path))
        return NULL;
    int fd;
    if (file_open_plain(view->path, &fd, NULL) != BGM_OK)
        return NULL;
    if (fstat(fd, &info) != 0) {
        close(fd);
        return NULL;
    }
    struct handle *handle = xcalloc(1, sizeof *handle);
    *handle = (struct handle){view, fd, 0, info.st_size};
    return handle;
}

static int view_close(void *opened)
{
    struct handle *handle = opened;
    close(handle->fd);
    free(handle);
    return FLUID_OK;
}

static int view_read(void *bytes, fluid_long_long_t count, void *opened)
{
    struct handle *handle = opened;
    const struct soundfont_view *view = handle->view;
    if (count < 0 || count > handle->size - handle->at)
        return FLUID_FAILED;
    int64_t in_list = handle->at - view->list_at;
    if (in_list >= 0 && in_list <= view->list_bytes && count <= view->list_bytes - in_list)
        memcpy(bytes, view->list + in_list, (size_t)count);
    else if (!read_fully(handle->fd, bytes, (size_t)count, handle->at))
        return FLUID_FAILED;
    handle->at += count;
    return FLUID_OK;
}

static int view_seek(void *opened, fluid_long_long_t offset, int origin)
{
    struct handle *handle = opened;
    int64_t from = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? handle->at : handle->size;
    if (offset < -from || offset > INT64_MAX - from)
        return FLUID_FAILED;
    handle->at = from + offset;
    return FLUID_OK;
}

static fluid_long_long_t view_tell(void *opened)
{
    const struct handle *handle = opened;
    return handle->at;
}

bool soundfont_view_attach(const struct fluid_library *fluid, fluid_settings_t *settings, fluid_synth_t *synth)
{
    fluid_sfloader_t *loader = fluid->new_fluid_defsfloader(settings);
    if (loader == NULL)
        return false;
    fluid->fluid_sfloader_set_callbacks(loader, view_open, view_read, view_seek, view_tell, view_close);
    fluid->fluid_synth_add_sfloader(synth, loader); /* which deletes it */
    return true;
}
