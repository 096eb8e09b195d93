/* The kinds of files that a result can be, by the ending of its name. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_CONTAINER_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_CONTAINER_H

#include <stdbool.h>

enum media_container_kind { CONTAINER_MP4, CONTAINER_MOV, CONTAINER_MKV, CONTAINER_WEBM, CONTAINER_SOUND };

struct media_container {
    const char *ending; /* without the dot */
    const char *name;   /* for sentences: "MP4" */
    const char *muxer;  /* ffmpeg's */
    const char *type;   /* for HTTP: "video/mp4" */
    enum media_container_kind kind;
    const char *const *sound; /* how our own sound is encoded: words for ffmpeg behind "-c:a:0" */
};

/* By the ending alone ("mkv"); NULL: a result of that kind cannot be made. */
const struct media_container *media_container_of_ending(const char *ending);
/* By the ending of a path; MP4 where it has none that is known. */
const struct media_container *media_container_of_path(const char *path);

#endif
