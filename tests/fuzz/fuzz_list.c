/* Lists of inputs: the first byte chooses the format, the rest is the list. */
#include "fuzz.h"

#include "input_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    static const enum input_list_format formats[] = {LIST_LINES, LIST_TSV, LIST_CSV, LIST_JSONL};
    struct input_list list = {0};
    struct bgm_error err = BGM_ERROR_INIT;
    size_t length = size - 1;
    char *text = xmalloc(length + 1);
    memcpy(text, data + 1, length);
    enum bgm_status status = input_list_parse(&list, formats[data[0] & 3], text, length, &err);
    PROPERTY(status == BGM_OK || (list.count == 0 && fuzz_is_told(&err, status)),
             "a list is taken whole or refused with a sentence");
    for (size_t i = 0; i < list.count; i++) {
        PROPERTY(!text_is_blank(list.items[i].video), "each row has a video");
        PROPERTY(list.items[i].line > 0 && (i == 0 || list.items[i].line > list.items[i - 1].line),
                 "rows keep their order");
        PROPERTY(list.items[i].prompt == NULL || *list.items[i].prompt != '\0', "an empty prompt is none");
    }
    input_list_release(&list);
    free(text);
    return 0;
}
