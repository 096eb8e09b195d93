/* What the service's codes and HTTP statuses mean, in words and with a way out. */
#include "bgmusic/api/api_envelope.h"

#include <stdio.h>
#include <string.h>

#include "bgmusic/api/media_file.h"
#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/net/url.h"

bool api_needs_token(int http_status, int service_code)
{
    return http_status == 401 || service_code == API_CODE_TOKEN || service_code == 1010 || service_code == 1011;
}

bool api_lacks_scope(int http_status, int service_code, const char *words)
{
    bool is_refusal = http_status == 401 || http_status == 402 || http_status == 403 || service_code == 401 ||
                      service_code == 402 || service_code == 403;
    return is_refusal && words != NULL && text_find_ignore_case(words, "scope") != NULL;
}

/* One subject a row; the first that fits counts. A zero matches nothing. */
struct meaning {
    int service_codes[3];
    int http_statuses[2];
    bool at_export_only;
    enum bgm_status status;
    const char *sentence;
};

static const struct meaning meanings[] = {
    {{API_CODE_TOKEN, 1010, 1011}, {0}, false, BGM_AUTH, "the token is not valid or has expired"},
    {{API_CODE_SESSION}, {0}, false, BGM_NOT_FOUND, "the session is not known to the service"},
    {{API_CODE_CREDITS}, {0}, false, BGM_OUT_OF_CREDITS, "out of credits"},
    {{API_CODE_FILE_TYPE}, {0}, false, BGM_UNSUPPORTED, "the service does not take this kind of file"},
    {{API_CODE_FILE_SIZE}, {413}, false, BGM_TOO_LARGE, "the file is too large for the service"},
    {{API_CODE_INPUT}, {0}, false, BGM_INPUT, "the input cannot be used"},
    {{API_CODE_MACHINE}, {0}, false, BGM_FAILED, "this machine could not do it"},
    {{429}, {429}, false, BGM_RATE_LIMITED, "the service limits how often it is asked"},
    {{0}, {401}, false, BGM_AUTH, "the token is not valid or has expired"},
    {{402, 403}, {402, 403}, true, BGM_PLAN_BLOCKED, "the plan does not allow the export"},
    {{402}, {402}, false, BGM_PLAN_BLOCKED, "the plan does not allow this"},
    {{0}, {403}, false, BGM_AUTH, "the service does not allow this with this token"},
    {{404}, {404, 410}, false, BGM_NOT_FOUND, "not known to the service"},
};

static const struct meaning *find_meaning(const struct api_call_facts *facts, int http_status, int code)
{
    for (size_t i = 0; i < COUNT(meanings); i++) {
        const struct meaning *row = &meanings[i];
        if (row->at_export_only && !facts->at_export)
            continue;
        for (size_t k = 0; k < 3; k++) {
            if (code != 0 && row->service_codes[k] == code)
                return row;
        }
        for (size_t k = 0; k < 2; k++) {
            if (http_status != 0 && row->http_statuses[k] == http_status)
                return row;
        }
    }
    return NULL;
}

static void set_link(struct bgm_error *err, const struct api_call_facts *facts, const char *page, bool with_user)
{
    struct buf link;
    if (err == NULL || facts->web_url == NULL)
        return;
    buf_init(&link, sizeof err->link - 1);
    bool fits = buf_appendf(&link, "%s%s", facts->web_url, page);
    if (with_user && !text_is_blank(facts->user_id)) {
        buf_append_text(&link, "?bind=");
        url_append_encoded(&link, facts->user_id);
    }
    if (fits)
        snprintf(err->link, sizeof err->link, "%s", link.bytes);
    buf_release(&link);
}

static bool is_anonymous(const char *user_id)
{
    return user_id != NULL && text_starts_with(user_id, "anon_");
}

/* What to do about it. */
static void add_advice(struct bgm_error *err, const struct api_call_facts *facts, enum bgm_status status,
                       int service_code)
{
    char line[400];
    switch (status) {
    case BGM_AUTH:
        bgm_hint(err, "check NEMO_TOKEN, or sign in with \"bgmusic auth login\"");
        break;
    case BGM_OUT_OF_CREDITS:
        if (is_anonymous(facts->user_id)) {
            set_link(err, facts, "/register", true);
            bgm_hint(err, "register to get more credits: %s", err != NULL ? err->link : "");
        } else {
            set_link(err, facts, "", false);
            bgm_hint(err, "top up at %s, or use --engine local, which is free", err != NULL ? err->link : "");
        }
        break;
    case BGM_PLAN_BLOCKED:
        set_link(err, facts, "/register", true);
        bgm_hint(err, "this is a matter of the subscription, not of credits: %s", err != NULL ? err->link : "");
        break;
    case BGM_NOT_FOUND:
        if (service_code == API_CODE_SESSION)
            bgm_hint(err, "start a new session with \"bgmusic session new\"");
        break;
    case BGM_UNSUPPORTED:
        bgm_hint(err, "accepted formats: %s", MEDIA_ACCEPTED_FORMATS);
        break;
    case BGM_TOO_LARGE:
        media_shrink_line(line, sizeof line, facts->input != NULL ? facts->input : "video.mp4");
        bgm_hint(err, "compress or trim it: %s", line);
        break;
    case BGM_RATE_LIMITED:
        bgm_hint(err, "wait a little and try again");
        break;
    case BGM_FAILED:
        bgm_hint(err, "that is no fault of the file: look at the memory and at the limits (ulimit -a), and try again");
        break;
    default:
        break;
    }
}

enum bgm_status api_fail(struct bgm_error *err, const struct api_call_facts *facts, int http_status, int service_code,
                         const char *words, const char *hint)
{
    bool helps = !text_is_blank(hint);
    char number[32] = "";
    bool http_failure = http_status != 0 && (http_status < 200 || http_status >= 300);
    if (service_code != 0 && service_code != API_CODE_OTHER)
        snprintf(number, sizeof number, " (code %d)", service_code);
    else if (http_failure)
        snprintf(number, sizeof number, " (HTTP status %d)", http_status);
    if (facts->on_session && http_status == 404 && service_code == 0)
        service_code = API_CODE_SESSION;
    if (api_lacks_scope(http_status, service_code, words)) {
        bgm_fail(err, BGM_AUTH, "%s: this token is not meant for that%s: %s", facts->call, number, words);
        bgm_hint(err, "sign in with \"bgmusic auth login\": an anonymous token may read, write and upload alone");
        if (err != NULL) {
            err->http_status = http_status;
            err->service_code = service_code;
        }
        return BGM_AUTH;
    }
    const struct meaning *meaning = find_meaning(facts, http_status, service_code);
    enum bgm_status status = meaning != NULL ? meaning->status : BGM_SERVICE;
    const char *sentence = meaning != NULL      ? meaning->sentence
                           : http_status >= 500 ? "the service is in trouble"
                                                : "the service refused this";
    /* A refusal that names its cause and its cure need not be one of the kind: a picture too large, a damaged file. */
    if (helps && status == BGM_UNSUPPORTED)
        sentence = "the file is not taken";
    bool said = !text_is_blank(words);
    bgm_fail(err, status, "%s: %s%s%s%s", facts->call, sentence, number, said ? ": " : "", said ? words : "");
    if (err != NULL) {
        err->http_status = http_status;
        err->service_code = service_code;
    }
    add_advice(err, facts, status, service_code);
    if (helps)
        bgm_hint(err, "%s", hint);
    else if (meaning == NULL && http_status >= 500)
        bgm_hint(err, "try again in some minutes");
    return status;
}
