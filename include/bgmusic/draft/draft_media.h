/* Drafts whose media stand as paths of a gateway's own disk ("/mnt/userdata/.../clip.mp4").
 *
 * The gateway's own client puts the address of the upload of that name in their place before it submits. So does this
 * one, but only after a submit of the draft as it came has failed:
 *
 *     buf_init(&list, DRAFT_MEDIA_LIST_BYTES);
 *     draft_media_note(&list, "clip.mp4", "https://cdn.../clip.mp4");     of uploads, the oldest first
 *     draft_media_collect(&list, state.video_infos);                      what the state tells of them
 *     if (draft_media_replace(draft, list.bytes, &changed) > 0) ... submit `changed`
 *
 * Pure: bytes in, bytes out. Nothing but the paths is changed. */
#ifndef BGMUSIC_DRAFT_DRAFT_MEDIA_H
#define BGMUSIC_DRAFT_DRAFT_MEDIA_H

#include <stddef.h>

#include "bgmusic/json/json_span.h"

struct buf;

enum { DRAFT_MEDIA_LIST_BYTES = 256 * 1024 };

/* A line of `list`: "NAME\tURL". What is no https (or http) address, or has a blank or a quote in it, is passed over.
 */
void draft_media_note(struct buf *list, const char *name, const char *url);
/* The same for each object within `infos` (`state.video_infos`, of whatever shape) that has a name and a `cdn_url`. */
void draft_media_collect(struct buf *list, struct json_span infos);

/* The draft with the newest address of each name in `list` in place of its path, appended to `out`. Returns how many
 * paths were replaced; 0: none, or `out` has no room, and `out` stays as it was. */
size_t draft_media_replace(struct json_span draft, const char *list, struct buf *out);

#endif
