/* Between report.c (what is told, and where) and report_html.c (how it is written). */
#ifndef BGMUSIC_CLI_REPORT_PAGE_H
#define BGMUSIC_CLI_REPORT_PAGE_H

#include <stddef.h>

#include "bgmusic/app/batch.h"

struct buf;
struct sound_picture;

/* By which a page of ours is known again. */
#define REPORT_MARK "<meta name=\"generator\" content=\"bgmusic\">"

/* Text as HTML, in an element or in a quoted attribute. What a terminal may not see, a page need not show. */
void html_append_text(struct buf *out, const char *text);
/* A path as a relative URL, in an attribute. `folder` and `path` are absolute. */
void html_append_link(struct buf *out, const char *folder, const char *path);

/* Everything of one clip. Pictures without steps are left out. */
struct clip_view {
    size_t number;
    const struct batch_item *item;
    enum batch_state state;
    const char *folder; /* of the page */
    const char *engine; /* who made it */
    const struct sound_picture *before, *after;
};
void html_append_clip(struct buf *out, const struct clip_view *view);

/* What the pictures and figures mean. */
void html_append_legend(struct buf *out);

void html_append_head(struct buf *out, const char *title);
void html_append_tail(struct buf *out);

#endif
