/* The end of the engine, as work that takes long sees it. One for an engine; set once. */
#ifndef BGMUSIC_ENGINE_WORK_STOP_FLAG_H
#define BGMUSIC_ENGINE_WORK_STOP_FLAG_H

#include <stdatomic.h>
#include <stdbool.h>

struct stop_flag {
    atomic_bool is_set;
};

void stop_flag_init(struct stop_flag *flag);
void stop_flag_set(struct stop_flag *flag);
/* The engine ends: threads leave their loops. */
bool stop_flag_is_set(const struct stop_flag *flag);
/* For the `cancelled` arguments of long work (`flag` is a struct stop_flag): true once it is set or a signal came. */
bool stop_flag_or_signal(void *flag);

#endif
