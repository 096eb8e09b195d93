/* What the agent asks, for programs. */
#include "question_json.h"

#include "bgmusic/app/edit_turn.h"
#include "bgmusic/json/json_write.h"

struct json *question_json(const struct api_question *question)
{
    struct json *object = json_new_object(), *list = json_new_array();
    for (size_t i = 0; i < question->count; i++) {
        const struct api_question_item *item = &question->items[i];
        struct json *entry = json_new_object(), *options = json_new_array();
        for (size_t k = 0; k < item->option_count; k++) {
            struct json *option = json_new_object();
            json_set_text(option, "id", item->options[k].id);
            json_set_text(option, "label", item->options[k].label);
            json_append(options, option);
        }
        json_set_text(entry, "id", item->id);
        json_set_text(entry, "prompt", item->prompt);
        json_set(entry, "options", options);
        json_set_bool(entry, "allow_multiple", item->allow_multiple);
        json_append(list, entry);
    }
    json_set_text(object, "title", question->title);
    json_set(object, "questions", list);
    return object;
}
