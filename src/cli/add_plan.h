/* What `add` is to do: the inputs of the command line and of --from-list, numbered, cut to their shard, each with its
 * wishes and its output.
 *
 *     struct add_plan plan = {0};
 *     status = add_plan_make(cli, &plan, err);          BGM_USAGE, BGM_INPUT: nothing was begun
 *     ... plan.items[0 .. plan.count - 1] for a batch (app/batch.h) ...
 *     add_plan_release(&plan);
 *
 * Two inputs with one output are refused here, and an output that is an input, over the whole list and before it is
 * cut: shards never touch one another. */
#ifndef BGMUSIC_CLI_ADD_PLAN_H
#define BGMUSIC_CLI_ADD_PLAN_H

#include <stddef.h>

#include "bgmusic/app/batch.h"
#include "bgmusic/base/error.h"
#include "input_list.h"

struct cli;

struct add_plan {
    struct input_list list;   /* all inputs, before sharding */
    struct batch_item *items; /* those of this run */
    size_t count;
    size_t *numbers;        /* of each item in the whole list, from 1 */
    char **outputs;         /* of each input of the list */
    const char **made_from; /* of each input: the other one whose output it is; NULL: none */
};

enum bgm_status add_plan_make(struct cli *cli, struct add_plan *plan, struct bgm_error *err);
void add_plan_release(struct add_plan *plan); /* legal twice, and on a zeroed struct */

/* add_collisions.c: BGM_USAGE for two inputs with one output, and for an output that is an input of the same run,
 * whatever the paths look like; with `passes_over` such an input is noted in `made_from` instead. The outputs are
 * named. */
enum bgm_status add_plan_check_collisions(struct add_plan *plan, bool passes_over, struct bgm_error *err);

/* "2/8": the 2nd, 10th, 18th ... input. BGM_USAGE for anything but 1 <= I <= N <= 1000000. */
enum bgm_status add_plan_read_shard(const char *text, size_t *first, size_t *step, struct bgm_error *err);

#endif
