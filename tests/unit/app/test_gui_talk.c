/* Sentences about buttons and panels become what this program does; content stays. */
#include "unit/unit_test.h"

#include "bgmusic/app/gui_talk.h"

#define EXPORT "(`bgmusic export` does this here.)"
#define CHAT "(Ask for such an edit with `bgmusic chat`.)"
#define API "(This is done through the API here; ask for it with `bgmusic chat`.)"
#define STATE "(`bgmusic state` shows the session here.)"
#define TRACKS "(`bgmusic state` shows the tracks here.)"
#define CREDITS "(`bgmusic credits` shows the balance.)"

static void sentences(void **state)
{
    (void)state;
    static const struct {
        const char *said, *means;
    } rows[] = {
        {"", ""},
        {"Added lo-fi music at 35%.", "Added lo-fi music at 35%."},
        {"Click the Export button to finish.", EXPORT},
        {"Done. Click the \"Export\" button.\nEnjoy!", "Done. " EXPORT "\nEnjoy!"},
        {"Click the Apply button.", API},
        {"Try clicking the play button!", API},
        {"Open the Audio panel.", STATE},
        {"Opening the audio panels helps.", STATE},
        {"Drag the clip to the left.", CHAT},
        {"You can try dragging it.", CHAT},
        {"Preview it in the timeline.", TRACKS},
        {"Please check your account.", CREDITS},
        {"See the billing page.", CREDITS},
        {"The Export button is at the top.", EXPORT},
        {"Drag it. Drag it again. Done.", CHAT " Done."}, /* not twice in a row */
        {"\xe7\x82\xb9\xe5\x87\xbb\xe5\xaf\xbc\xe5\x87\xba\xe6\x8c\x89\xe9\x92\xae\xe3\x80\x82\xe5\xae\x8c\xe6\x88\x90\xe3\x80\x82",
         "(\xe8\xbf\x99\xe9\x87\x8c\xe7\x94\xa8 `bgmusic export` \xe5\xaf\xbc\xe5\x87\xba\xe3\x80\x82)\xe5\xae\x8c\xe6\x88\x90\xe3\x80\x82"},
        /* Content, though it holds such words. */
        {"Added the title \"Dragon Quest\".", "Added the title \"Dragon Quest\"."},
        {"A dragonfly lands on the water.", "A dragonfly lands on the water."},
        {"The beat drags a little.", "The beat drags a little."},
        {"The drums click softly.", "The drums click softly."},
        {"The clip opens on a control panel.", "The clip opens on a control panel."},
        {"I checked the accounts of the mood.", "I checked the accounts of the mood."},
        {"The timeline is 30.5 s long.", "The timeline is 30.5 s long."},
        {"Music 0-10 s, v1.2 of the mix", "Music 0-10 s, v1.2 of the mix"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *means = gui_talk_translate(rows[i].said);
        assert_string_equal(means, rows[i].means);
        free(means);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
