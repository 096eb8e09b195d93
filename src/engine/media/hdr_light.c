/* Asks ffprobe for the side data of the first picture. */
#include "hdr_light.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/media_cage.h"
#include "bgmusic/base/media_input.h"
#include "bgmusic/base/xalloc.h"
#include "bgmusic/json/json_read.h"

enum { TIMEOUT_MS = 30 * 1000, ANSWER_CEILING = 1 << 20 };

/* "13250/50000" in units of 1 / scale, as x265 counts them; -1: not there. */
static long scaled(const struct json *item, const char *key, double scale)
{
    double over, under;
    const char *text = json_text(item, key);
    if (text == NULL || sscanf(text, "%lf/%lf", &over, &under) != 2 || !(under > 0) || !(over >= 0))
        return -1;
    double value = over / under * scale;
    return value < 2e9 ? lround(value) : -1;
}

static void append_item(const struct json *item, struct buf *out)
{
    static const char *const keys[] = {"green_x", "green_y",       "blue_x",        "blue_y", "red_x",
                                       "red_y",   "white_point_x", "white_point_y", NULL};
    const char *type = json_text_or(item, "side_data_type", "");
    long at[8], most = scaled(item, "max_luminance", 10000), least = scaled(item, "min_luminance", 10000);
    bool complete = most >= 0 && least >= 0;
    for (size_t i = 0; keys[i] != NULL; i++) {
        at[i] = scaled(item, keys[i], 50000);
        complete = complete && at[i] >= 0;
    }
    if (strcmp(type, "Mastering display metadata") == 0 && complete)
        buf_appendf(out, ":master-display=G(%ld,%ld)B(%ld,%ld)R(%ld,%ld)WP(%ld,%ld)L(%ld,%ld)", at[0], at[1], at[2],
                    at[3], at[4], at[5], at[6], at[7], most, least);
    long content = (long)json_int(item, "max_content", -1), average = (long)json_int(item, "max_average", -1);
    if (strcmp(type, "Content light level metadata") == 0 && content >= 0 && average >= 0)
        buf_appendf(out, ":max-cll=%ld,%ld", content, average);
}

void hdr_light_append(const char *path, int stream_index, struct buf *out)
{
    char stream[16];
    char *url = MEDIA_INPUT_URL(path);
    snprintf(stream, sizeof stream, "%d", stream_index);
    const char *argv[] = {"ffprobe",
                          "-hide_banner",
                          "-v",
                          "error",
                          MEDIA_INPUT_GUARDS,
                          "-print_format",
                          "json=compact=1",
                          "-select_streams",
                          stream,
                          "-read_intervals",
                          "%+#1",
                          "-show_frames",
                          "-show_entries",
                          "frame=media_type:frame_side_data",
                          "-i",
                          url,
                          NULL};
    struct buf answer;
    int exit_code = 0;
    buf_init(&answer, ANSWER_CEILING);
    if (media_capture(argv, media_cage_reader(argv[0], path, TIMEOUT_MS), TIMEOUT_MS, &answer, NULL, &exit_code,
                      NULL) == BGM_OK) {
        struct json *root = json_parse(answer.bytes, answer.length, NULL);
        const struct json *side = json_get(json_first(json_get(root, "frames")), "side_data_list");
        for (const struct json *item = json_first(side); item != NULL; item = json_next(item))
            append_item(item, out);
        json_free(root);
    }
    buf_release(&answer);
    free(url);
}
