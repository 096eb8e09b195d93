/* One render from the claimed row to the file: the timeline, the score, the mixdown. */
#ifndef BGMUSIC_SRC_ENGINE_RENDER_JOB_INTERNAL_H
#define BGMUSIC_SRC_ENGINE_RENDER_JOB_INTERNAL_H

struct engine;
struct render_row;

/* Does the work and stores the end: completed, failed with a sentence, or pending again when the engine stops. */
void render_job_run(struct engine *engine, const struct render_row *row);

#endif
