/* The styles of the local engine, for completion. */
#ifndef BGMUSIC_CLI_CMD_STYLES_H
#define BGMUSIC_CLI_CMD_STYLES_H

struct buf;

/* Their ids, joined by `separator`; nothing where there is no local engine. */
void styles_append_ids(struct buf *out, char separator);

#endif
