/* How long the local engine's agent reads a message: those of the tests, whose tables are the ones to be fast on.
 *
 *     reading_speed      prints the mean and the longest time of a message, in processor time; the index's time apart
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "agent.h"
#include "bgmusic/base/count.h"
#include "unit/engine/agent/agent_messages.h"
#include "unit/engine/agent/agent_messages_en.h"
#include "unit/engine/agent/agent_messages_tongues.h"
#include "unit/engine/agent/agent_messages_zh.h"

static const struct agent_memory memory = {.has_music = true, .title_count = 1};

static double read_ms(const char *say, int times)
{
    static struct agent_reading reading;
    clock_t begun = clock();
    for (int i = 0; i < times; i++)
        agent_read(say, &memory, &reading);
    return 1000.0 * (double)(clock() - begun) / CLOCKS_PER_SEC / times;
}

int main(void)
{
    enum { TIMES = 20 };
    static const struct {
        const struct message *rows;
        size_t count;
    } tables[] = {{messages, COUNT(messages)},
                  {en_messages, COUNT(en_messages)},
                  {chinese_messages, COUNT(chinese_messages)},
                  {tongue_messages, COUNT(tongue_messages)}};
    double first_ms = read_ms("louder", 1), whole_ms = 0, longest_ms = 0;
    const char *longest = "";
    size_t count = 0;
    for (size_t t = 0; t < COUNT(tables); t++)
        for (size_t i = 0; i < tables[t].count; i++, count++) {
            double ms = read_ms(tables[t].rows[i].say, TIMES);
            whole_ms += ms;
            if (ms > longest_ms) {
                longest_ms = ms;
                longest = tables[t].rows[i].say;
            }
        }
    printf("reading a message: %.3f ms on average of %zu, the longest %.3f ms (\"%s\"), the first one with the index "
           "%.1f ms\n",
           whole_ms / (double)count, count, longest_ms, longest, first_ms);
    return 0;
}
