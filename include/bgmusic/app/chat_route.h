/* Which lines of a conversation are requests to this program, and not edits for the service.
 *
 * A line is a request only when all of it is one, politeness aside: "could you show me my credits, please?" is; "add
 * end credits with a slow fade" is an edit, though it holds the word. English and Chinese, any case, any punctuation.
 * What fits nothing is chat. Pure: whether a file exists is the caller's to say. */
#ifndef BGMUSIC_APP_CHAT_ROUTE_H
#define BGMUSIC_APP_CHAT_ROUTE_H

#include <stdbool.h>

enum chat_action { CHAT_EDIT, CHAT_EXPORT, CHAT_CREDITS, CHAT_STATE, CHAT_UPLOAD };

/* `file_exists` says whether a path, as it was written, is a plain file; it is asked a few times at most, never for
 * more than 4096 bytes. `*path` (may not be NULL) is the caller's:
 *
 *     CHAT_UPLOAD  the file or URL, quotes and backslashes of a shell taken off; NULL when none was named. It need
 *                  not exist: "upload clip.mp4" is a request even when there is no such file.
 *     CHAT_EXPORT  where to, when an .mp4 was named ("export it to final.mp4"); else NULL
 *     else         NULL
 *
 * A line that is nothing but the path of an existing file is an upload; phrases come first, so a file called "status"
 * is meant by "./status". */
enum chat_action chat_route(const char *line, bool (*file_exists)(void *context, const char *path), void *context,
                            char **path);

/* "export", "credits", "state", "upload"; "chat" for an edit. */
const char *chat_action_name(enum chat_action action);

#endif
