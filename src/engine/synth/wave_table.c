/* Fills the wave tables by adding up partials. */
#include "wave_table.h"

#include <pthread.h>

#include "synth_math.h"

#define HIGHEST_HERTZ 20000.0f
/* The lowest tone that has a table of its own: 512 partials, the most that 2048 points can draw. */
#define LOWEST_HERTZ 39.0625f

static struct wave_tables tables;

static int partials_of(int level)
{
    float top = LOWEST_HERTZ * synth_power((float)level * 0.5f);
    int count = (int)(HIGHEST_HERTZ / top);
    return count < 1 ? 1 : count;
}

static void fill(void)
{
    for (uint32_t i = 0; i <= WAVE_POINTS; i++)
        tables.sine[i] = synth_sine((float)i / WAVE_POINTS);
    for (int level = 0; level < WAVE_LEVELS; level++) {
        float *saw = tables.saw[level], *triangle = tables.triangle[level];
        int count = partials_of(level);
        for (int h = 1; h <= count; h++) {
            float size = 0.636619772f / (float)h, odd = 0.810569469f / (float)(h * h) * (h % 4 == 1 ? 1 : -1);
            for (uint32_t i = 0; i < WAVE_POINTS; i++) {
                float s = tables.sine[i * (uint32_t)h & (WAVE_POINTS - 1)];
                saw[i] += size * s;
                if (h % 2 == 1)
                    triangle[i] += odd * s;
            }
        }
        saw[WAVE_POINTS] = saw[0];
        triangle[WAVE_POINTS] = triangle[0];
    }
}

const struct wave_tables *wave_tables_get(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fill);
    return &tables;
}

int wave_level(float hertz)
{
    int level = 0;
    float top = LOWEST_HERTZ;
    while (level < WAVE_LEVELS - 1 && top < hertz) {
        top *= 1.41421356f;
        level++;
    }
    return level;
}
