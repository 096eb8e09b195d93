/* Answers of the service: read or refused, and every refusal is a sentence that can be shown. */
#include "fuzz.h"

#include "bgmusic/api/api_envelope.h"
#include "bgmusic/json/json_read.h"

static void check(const char *body, size_t length, int http_status, bool keep_render_errors)
{
    static const struct api_call_facts facts = {
        .call = "state", .on_session = true, .web_url = "https://web.example", .user_id = "anon_1"};
    struct api_envelope envelope;
    struct bgm_error err = BGM_ERROR_INIT;
    enum bgm_status status = api_envelope_read(&envelope, &facts, http_status, body, length, keep_render_errors, &err);
    if (status == BGM_OK) {
        PROPERTY(http_status >= 200 && http_status < 300, "only 2xx is success");
        PROPERTY(envelope.root != NULL && json_is_object(envelope.data), "success has data");
        PROPERTY(envelope.service_code == 0, "success has no code");
    } else {
        PROPERTY(envelope.root == NULL && envelope.data == NULL, "a refused answer leaves nothing behind");
        PROPERTY(fuzz_is_told(&err, status), "a refusal is a sentence");
        PROPERTY(fuzz_is_shown(err.message, strlen(err.message)), "the sentence can be shown");
        PROPERTY(fuzz_is_shown(err.hint, strlen(err.hint)), "the hint can be shown");
        PROPERTY(fuzz_is_shown(err.link, strlen(err.link)), "the link can be shown");
        PROPERTY(!fuzz_has_secret(err.message), "no secret is left in the sentence");
    }
    api_envelope_release(&envelope);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int others[] = {201, 302, 400, 401, 402, 403, 404, 413, 422, 429, 500, 503};
    struct prng prng;
    fuzz_chance(&prng, data, size);
    check((const char *)data, size, 200, false);
    check((const char *)data, size, 200, true);
    check((const char *)data, size, others[prng_between(&prng, 0, 11)], prng_between(&prng, 0, 1) == 1);
    char words[512];
    api_first_words(words, (const char *)data, size);
    PROPERTY(fuzz_is_shown(words, strlen(words)), "first words can be shown");
    return 0;
}
