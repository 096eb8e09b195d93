/* Sentences for the user, one a line. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_NOTE_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_NOTE_H

struct buf;

void note_add(struct buf *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
