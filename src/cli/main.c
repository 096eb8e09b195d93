/* The program's entry. */
#include "command.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char **argv)
{
#ifdef __GLIBC__
    /* glibc gives each thread a heap of its own and keeps what was freed there: a batch, with its threads for every
     * clip, grew to twice the memory. The threads here compute and seldom allocate: one heap is as fast (measured). */
    mallopt(M_ARENA_MAX, 1);
#endif
    return command_run(command_table, argc, argv);
}
