/* One render from the claimed row to the file: the timeline, the score, the mixdown. */
#ifndef BGMUSIC_ENGINE_WORK_RENDER_JOB_H
#define BGMUSIC_ENGINE_WORK_RENDER_JOB_H

#include <stdbool.h>

struct render_queue;
struct render_row;
struct stop_flag;
struct upload_reader;

/* Where renders are made and with what; borrowed. */
struct render_room {
    const struct upload_reader *reader;
    const char *renders_folder;
    const char *soundfont; /* NULL: searched */
    const char *owner;     /* this engine's id, in the names of scratch folders */
    bool in_batch;         /* many clips, so many at a time as cores are to work */
    struct stop_flag *stopping;
    struct render_queue *queue; /* is told of progress */
};

/* Does the work and stores the end: completed, failed with a sentence, or the row stays as it is when the engine stops.
 */
void render_job_run(const struct render_room *room, const struct render_row *row);

#endif
