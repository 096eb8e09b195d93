/* Time and energy for the pictures of a timeline. */
#include "bgmusic/draft/draft_picture.h"

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/draft/draft.h"
#include "bgmusic/draft/draft_scene.h"

int64_t picture_end_ms(const struct draft *draft)
{
    int64_t end_ms = draft->duration_ms > 0 ? draft->duration_ms : 1;
    for (size_t t = 0; t < draft->track_count; t++) {
        int64_t first, last;
        if (draft_track_times(&draft->tracks[t], &first, &last) && last > end_ms)
            end_ms = last;
    }
    return end_ms;
}

int64_t picture_step_ms(int64_t end_ms, int most)
{
    static const int64_t steps_ms[] = {100,   200,    500,    1000,   2000,   5000,    10000,   15000,   30000,
                                       60000, 120000, 300000, 600000, 900000, 1800000, 3600000, 7200000, 18000000};
    for (size_t i = 0; i < COUNT(steps_ms); i++) {
        if (end_ms / steps_ms[i] < most)
            return steps_ms[i];
    }
    return end_ms / (most > 0 ? most : 1) + 1;
}

void picture_append_time(struct buf *out, int64_t ms, int64_t step_ms)
{
    long long seconds = ms / 1000;
    if (seconds >= 3600)
        buf_appendf(out, "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
        buf_appendf(out, "%lld:%02lld", seconds / 60, seconds % 60);
    if (step_ms < 1000)
        buf_appendf(out, ".%lld", (long long)(ms % 1000 / 100));
}

bool picture_is_hole(const struct draft_scene *scene, int64_t ms)
{
    for (size_t i = 0; i < scene->hole_count; i++)
        if (ms >= scene->holes[i].start_ms && ms < scene->holes[i].end_ms)
            return true;
    return false;
}

double picture_energy(const struct draft_scene *scene, const struct draft_segment *segment, int64_t ms)
{
    double energy = -1;
    if (scene->energy_count > 0)
        energy = 0;
    for (size_t i = 0; i < scene->energy_count; i++) {
        if (ms >= scene->energy[i].start_ms && ms < scene->energy[i].end_ms)
            energy = scene->energy[i].energy;
    }
    if (energy < 0)
        return energy;
    int64_t since_ms = ms - segment->start_ms, left_ms = segment->start_ms + segment->duration_ms - ms;
    if (segment->fade_in_ms > 0 && since_ms < segment->fade_in_ms)
        energy *= (double)since_ms / (double)segment->fade_in_ms;
    if (segment->fade_out_ms > 0 && left_ms < segment->fade_out_ms)
        energy *= (double)left_ms / (double)segment->fade_out_ms;
    return energy > 0 ? energy : 0;
}
