/* What the video shows, said in place of an order. */
#include "agent_describe.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"

static bool describes(const char *message)
{
    static const char *const begins[] = {"my ",      "our ",     "a video ", "a clip ",  "this is ", "it's a video",
                                         "video of", "clip of ", "footage ", "here is ", "here's ",  "we filmed",
                                         "i filmed", "i shot ",  "我的",     "我们的",   "这是",     "mi ",
                                         "mein ",    "meine ",   "mon ",     "ma ",      "notre ",   "unser",
                                         "nuestr",   "meu ",     "minha ",   "nosso ",   "nossa ",   "私の"};
    if (strchr(message, '?') != NULL || strstr(message, "？") != NULL)
        return false;
    for (size_t i = 0; i < COUNT(begins); i++)
        if (text_starts_with_ignore_case(message, begins[i]))
            return true;
    return false;
}

void agent_describe(const char *message, struct agent_reading *reading)
{
    if (!describes(message))
        return;
    struct edit *music = edit_list_add(&reading->edits, EDIT_MUSIC);
    snprintf(music->text, sizeof music->text, "%s", message);
    text_cut_partial_character(music->text);
    reading->leftover[0] = '\0';
    reading->verdict = AGENT_EDITS;
}
