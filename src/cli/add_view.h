/* What `add` says: results on stdout, the plan of a dry run, and the table that closes a batch on stderr. */
#ifndef BGMUSIC_CLI_ADD_VIEW_H
#define BGMUSIC_CLI_ADD_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/app/batch.h"

struct account_balance;
struct add_plan;
struct cli;

/* The result of an input that has ended: its path, or its JSON object. `is_batch`: one of several. */
void add_view_result(struct cli *cli, const struct batch_item *item, bool is_batch);

/* How many characters of an input are shown to people: an address ends before its query, where a secret may stand. */
int add_view_shown(const char *input);

/* What would be asked and where it would go; `balance` is what there is to pay with. */
void add_view_plan(struct cli *cli, const struct add_request *request, const struct account_balance *balance);

/* A row for each input (of more than ADD_VIEW_ALL_ROWS: for those that were not done), then the sums; after an
 * interruption how to go on. */
enum { ADD_VIEW_ALL_ROWS = 40 };
void add_view_summary(struct cli *cli, const struct add_plan *plan, char *const *facts, int64_t took_ms);
/* "lofi, 84 bpm, F# minor, seed 7", and "damaged" before it where the input is: what the table tells of an item, by its
 * place in `facts` (NULL: nothing). The caller's. */
char *add_view_facts(const struct add_result *result);

#endif
