/* What the client tells of a change of the music is held against the engine's table of fields: a new field is told, or
 * stands among those that are none of a reader's. */
#include "unit/unit_test.h"

#include "bgmusic/base/text.h"
#include "bgmusic/draft/draft.h"
#include "timeline.h"

/* Not facts for people: where the music comes from, and what shows in another one (bpm, key, style). */
static const char *const untold[] = {"upload", "prompt",       "wanted_bpm",  "tonic",
                                     "mode",   "tempo_factor", "track_start", "markers"};

static const char *sample(enum field_kind kind)
{
    switch (kind) {
    case FIELD_TEXT:
    case FIELD_STRING:
    case FIELD_HEX:
    case FIELD_DIGITS:
    case FIELD_WORD:
        return "\"7\"";
    case FIELD_SWITCH:
        return "true";
    case FIELD_NUMBERS:
    case FIELD_WHOLES:
        return "[1]";
    case FIELD_LIST:
        return "[[0,1]]";
    default:
        return "1";
    }
}

static bool is_told(const struct field *field)
{
    struct draft draft;
    char *text = xasprintf("{\"t\":[{\"tt\":1,\"sg\":[{\"n\":\"x\",\"s\":0,\"d\":1000,\"m\":{\"%s\":%s}}]}]}",
                           field->key, sample(field->kind));
    draft_init(&draft);
    assert_int_equal(draft_parse(text, strlen(text), &draft, NULL), BGM_OK);
    bool told = draft_music_fact(&draft, field->key) != NULL;
    draft_release(&draft);
    free(text);
    return told;
}

static void every_field_is_told_or_left_out_on_purpose(void **state)
{
    (void)state;
    for (const struct field *field = timeline_music_fields; field->key != NULL; field++) {
        bool left_out = false;
        for (size_t i = 0; i < COUNT(untold); i++)
            left_out = left_out || text_equal(untold[i], field->key);
        if (is_told(field) == left_out)
            fail_msg("\"%s\" is %s", field->key,
                     left_out ? "told, and listed as untold" : "not told: a row in draft_facts.c");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_field_is_told_or_left_out_on_purpose)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
