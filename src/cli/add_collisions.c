/* Outputs of one run that stand in the way of one another, or of an input. */
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"
#include "add_plan.h"

/* A place on disk, as an input or an output names it. */
struct place {
    char *path;
    size_t index;
};

static int by_path(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    int order = strcmp(left->path, right->path);
    return order != 0 ? order : left->index < right->index ? -1 : left->index > right->index;
}

/* A key of bsearch() is a path alone. */
static int path_order(const void *key, const void *element)
{
    return strcmp(key, ((const struct place *)element)->path);
}

static void places_free(struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(places[i].path);
    free(places);
}

static struct place *output_places(const struct add_plan *plan)
{
    size_t count = plan->list.count;
    struct place *places = xcalloc(count + 1, sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[i] = (struct place){path_resolved(plan->outputs[i]), i};
    if (count > 1)
        qsort(places, count, sizeof *places, by_path);
    return places;
}

static enum bgm_status refuse_same(const struct add_plan *plan, const struct place *places, struct bgm_error *err)
{
    for (size_t i = 1; i < plan->list.count; i++) {
        if (!text_equal(places[i - 1].path, places[i].path))
            continue;
        bgm_fail(err, BGM_USAGE, "\"%s\" and \"%s\" would both become \"%s\"",
                 plan->list.items[places[i - 1].index].video, plan->list.items[places[i].index].video,
                 plan->outputs[places[i].index]);
        bgm_hint(err, "a template with {dir} or {n} keeps them apart: -o '{dir}/{stem}-{n}.mp4'");
        return BGM_USAGE;
    }
    return BGM_OK;
}

/* The output that would be written over this input, which may be a link to it; NULL: none. An input's own output is
 * checked with the input. */
static const struct place *find_over(const struct add_plan *plan, const struct place *places, size_t input)
{
    const char *video = plan->list.items[input].video;
    char *paths[] = {path_resolved(video), realpath(video, NULL)};
    const struct place *found = NULL;
    for (size_t i = 0; i < 2 && found == NULL; i++) {
        if (paths[i] != NULL)
            found = bsearch(paths[i], places, plan->list.count, sizeof *places, path_order);
        if (found != NULL && found->index == input)
            found = NULL;
    }
    free(paths[0]);
    free(paths[1]);
    return found;
}

enum bgm_status add_plan_check_collisions(struct add_plan *plan, bool passes_over, struct bgm_error *err)
{
    struct place *places = output_places(plan);
    enum bgm_status status = refuse_same(plan, places, err);
    plan->made_from = xcalloc(plan->list.count + 1, sizeof *plan->made_from);
    for (size_t i = 0; i < plan->list.count && status == BGM_OK && plan->list.count > 1; i++) {
        const struct place *over = find_over(plan, places, i);
        if (over == NULL)
            continue;
        plan->made_from[i] = plan->list.items[over->index].video;
        if (passes_over)
            continue;
        status = bgm_fail(err, BGM_USAGE, "\"%s\" is an input, and what \"%s\" would become", plan->list.items[i].video,
                          plan->made_from[i]);
        bgm_hint(err, "write to another folder with -o; --skip-existing passes over such an input");
    }
    places_free(places, plan->list.count);
    return status;
}
