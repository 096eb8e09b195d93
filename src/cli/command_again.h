/* The line that makes a take again. */
#ifndef BGMUSIC_CLI_COMMAND_AGAIN_H
#define BGMUSIC_CLI_COMMAND_AGAIN_H

struct add_request;
struct buf;

/* Appends `bgmusic add clip.mp4 -o clip-music.mp4 -p "calm" --seed 7 --force`, to be read and pasted. `engine` is who
 * made it; `seed` that of the take (digits; NULL: not known), where the wishes name none. An address comes without its
 * query, which may be a secret. */
void command_again_append(struct buf *out, const struct add_request *request, const char *engine, const char *seed);

#endif
