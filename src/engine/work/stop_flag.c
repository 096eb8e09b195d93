/* The end of the engine, as a flag. */
#include "stop_flag.h"

#include "bgmusic/base/interrupt.h"

void stop_flag_init(struct stop_flag *flag)
{
    atomic_init(&flag->is_set, false);
}

void stop_flag_set(struct stop_flag *flag)
{
    atomic_store(&flag->is_set, true);
}

bool stop_flag_is_set(const struct stop_flag *flag)
{
    return atomic_load(&flag->is_set);
}

bool stop_flag_or_signal(void *flag)
{
    return stop_flag_is_set(flag) || interrupt_requested();
}
