/* The masking of secrets: whatever looks like one, wherever it stands. Too much is better than too little. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "bgmusic/base/buf.h"
#include "bgmusic/base/count.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/trace.h"
#include "trace_hidden.h"

enum {
    LEAST_HIDDEN_LENGTH = 8, /* a shorter one may be a word */
    MASKED_CEILING = 256 * 1024,
    MOST_ROUNDS = 8, /* ordinary text is still after one; the second shows it */
    MOST_GROWTH = 4, /* "***" for a byte, and a name that is kept */
};

/* What a token of the service, or of a claim, begins with. */
static const char *const prefixes[] = {"nmv_usr_", "clm_"};

/* Words in the name of a header, a field or a parameter whose value is nobody's business. */
static const char *const secret_words[] = {
    "token",         "secret", "passw",   "signature", "credential", "cookie",
    "authorization", "apikey", "api_key", "api-key",   "jsessionid", "sessid",
};

/* What may stand between "Authorization:" and the secret. */
static const char *const schemes[] = {"bearer", "basic", "digest", "negotiate", "token"};

static bool starts(const char *text, size_t length, const char *with)
{
    size_t size = strlen(with);
    return length >= size && strncasecmp(text, with, size) == 0;
}

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.';
}

static size_t name_length(const char *text, size_t length)
{
    size_t size = 0;
    while (size < length && is_name_char(text[size]))
        size++;
    return size;
}

static bool is_secret_name(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(secret_words); i++) {
        for (size_t at = 0; at < length; at++) {
            if (starts(name + at, length - at, secret_words[i]))
                return true;
        }
    }
    return false;
}

/* What ends a word of the text. A URL is one word, also with a tab in it, which its readers pass over. */
static bool ends_word(char c)
{
    return c == '\0' || strchr(" \n\"'<>", c) != NULL;
}

static size_t word_length(const char *text, size_t length)
{
    size_t size = 0;
    while (size < length && !ends_word(text[size]))
        size++;
    return size;
}

static size_t prefix_length(const char *text, size_t length)
{
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        if (starts(text, length, prefixes[i]))
            return strlen(prefixes[i]);
    }
    return 0;
}

/* The bytes of a character that JSON ("\/", "\u003f") or a URL within a URL ("%3F") may have escaped; 0: it does not
 * stand here. */
static size_t char_length(const char *text, size_t length, char c)
{
    char escaped[8];
    if (length > 0 && text[0] == c)
        return 1;
    if (length > 1 && text[0] == '\\' && text[1] == c)
        return 2;
    if (length == 0 || (text[0] != '\\' && text[0] != '%'))
        return 0;
    snprintf(escaped, sizeof escaped, text[0] == '%' ? "%%%02x" : "\\u%04x", (unsigned)(unsigned char)c);
    return starts(text, length, escaped) ? strlen(escaped) : 0;
}

static bool has_char(const char *text, size_t length, char c)
{
    for (size_t i = 0; i < length; i++) {
        if (char_length(text + i, length - i, c) > 0)
            return true;
    }
    return false;
}

/* How much of "user:password@host/path", behind the slashes of a URL, is the user's: up to the last "@" before the
 * path. Where the text was cut before it, what follows a colon is no port. 0: nothing. */
static size_t user_length(const char *text, size_t length)
{
    size_t end = 0, user = 0, colon = 0;
    while (end < length && char_length(text + end, length - end, '/') == 0 &&
           char_length(text + end, length - end, '?') == 0 && text[end] != '#') {
        if (char_length(text + end, length - end, '@') > 0)
            user = end;
        else if (colon == 0 && char_length(text + end, length - end, ':') > 0)
            colon = end;
        end++;
    }
    if (user > 0 || colon == 0 || text[0] == '[')
        return user;
    size_t port = colon + char_length(text + colon, length - colon, ':');
    while (port < end && isdigit((unsigned char)text[port]))
        port++;
    return port < end ? end : 0;
}

/* "user:password@host" without a scheme, as a proxy is given. */
static size_t bare_user_length(const char *text, size_t length)
{
    size_t colon = 0, at = 0;
    for (size_t i = 0; i < length; i++) {
        if (char_length(text + i, length - i, '/') > 0)
            return 0;
        if (text[i] == ':' && colon == 0)
            colon = i;
        else if (text[i] == '@')
            at = i;
    }
    return colon > 0 && at > colon ? at : 0;
}

/* Where a parameter's value ends. */
static size_t value_length(const char *text, size_t length)
{
    size_t size = 0;
    while (size < length && strchr("&;,", text[size]) == NULL)
        size++;
    return size;
}

/* Is the name before `at`, which ends the parameter's name, one of a secret? */
static bool follows_secret_name(const char *word, size_t at)
{
    size_t start = at;
    while (start > 0 && is_name_char(word[start - 1]))
        start--;
    return start < at && is_secret_name(word + start, at - start);
}

/* `is_url`: whatever stands behind a "?" is a query, as in a line of HTTP; else a "=" tells it from a question. */
static void mask_word(struct buf *out, const char *word, size_t length, bool is_url)
{
    bool has_equals = has_char(word, length, '=');
    size_t at = bare_user_length(word, length);
    if (at > 0)
        buf_append_text(out, "***");
    while (at < length) {
        const char *rest = word + at;
        size_t left = length - at, slash = char_length(rest, left, '/');
        size_t second = slash > 0 ? char_length(rest + slash, left - slash, '/') : 0;
        size_t query = char_length(rest, left, '?'), equals = char_length(rest, left, '=');
        size_t prefix = prefix_length(rest, left);
        if (prefix > 0) {
            size_t secret = prefix;
            while (secret < left && strchr(",;&?)]}\\", rest[secret]) == NULL)
                secret++;
            buf_append(out, rest, prefix);
            buf_append_text(out, secret > prefix ? "***" : "");
            at += secret;
        } else if (second > 0) {
            size_t user = user_length(rest + slash + second, left - slash - second);
            is_url = true;
            buf_append(out, rest, slash + second);
            buf_append_text(out, user > 0 ? "***" : "");
            at += slash + second + user;
        } else if (query > 0 && (is_url || (has_equals && (has_equals = has_char(rest, left, '='))))) {
            buf_append_text(out, "?***");
            return;
        } else if (*rest == '#' && is_url && has_equals && (has_equals = has_char(rest, left, '='))) {
            buf_append_text(out, "#***");
            return;
        } else if (equals > 0 && follows_secret_name(word, at)) {
            size_t secret = value_length(rest + equals, left - equals);
            buf_append_text(out, secret > 0 ? "=***" : "=");
            at += equals + secret;
        } else {
            buf_append(out, rest, slash > 0 ? slash : 1);
            at += slash > 0 ? slash : 1;
        }
    }
}

/* The name of a header or a field; it may be made of a token itself. */
static void append_name(struct buf *out, const char *name, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        if (prefix_length(name + at, length - at) > 0) {
            buf_append_text(out, "***");
            return;
        }
    }
    buf_append(out, name, length);
}

/* "Name: value" at the start of a line, also behind the "> " of a trace: masked to the line's end. Returns how much of
 * the text that was; 0: it is no such header. */
static size_t mask_header(struct buf *out, const char *line, size_t length)
{
    size_t mark = starts(line, length, "> ") || starts(line, length, "< ") ? 2 : 0;
    size_t name = name_length(line + mark, length - mark), at = mark + name, end = at;
    if (name == 0 || at >= length || line[at] != ':' || !is_secret_name(line + mark, name))
        return 0;
    at++;
    while (at < length && line[at] == ' ')
        at++;
    for (size_t i = 0; i < COUNT(schemes); i++) {
        size_t scheme = strlen(schemes[i]);
        if (starts(line + at, length - at, schemes[i]) && at + scheme < length && line[at + scheme] == ' ') {
            at += scheme;
            while (at < length && line[at] == ' ')
                at++;
            break;
        }
    }
    for (end = at; end < length && line[end] != '\r' && line[end] != '\n';)
        end++;
    at += prefix_length(line + at, end - at);
    buf_append(out, line, mark);
    append_name(out, line + mark, name);
    buf_append(out, line + mark + name, at - mark - name);
    buf_append_text(out, end > at ? "***" : "");
    return end;
}

/* `"name":"value"` of JSON, its quotes escaped or not, with a secret's name. Returns as mask_header() does; what
 * follows is the value's closing quote. */
static size_t mask_field(struct buf *out, const char *text, size_t length)
{
    size_t at = 1, name = name_length(text + 1, length - 1), quote;
    if (text[0] != '"' || name == 0 || !is_secret_name(text + 1, name))
        return 0;
    at += name;
    if ((quote = char_length(text + at, length - at, '"')) == 0)
        return 0;
    bool is_escaped = quote > 1;
    at += quote;
    while (at < length && (text[at] == ' ' || text[at] == ':'))
        at++;
    if ((quote = char_length(text + at, length - at, '"')) == 0)
        return 0;
    at += quote;
    size_t end = at;
    while (end < length && text[end] != '"')
        end += !is_escaped && text[end] == '\\' && end + 1 < length ? 2 : 1;
    at += prefix_length(text + at, end - at);
    buf_append_char(out, '"');
    append_name(out, text + 1, name);
    buf_append(out, text + 1 + name, at - 1 - name);
    buf_append_text(out, end > at ? "***" : "");
    return end < length ? end : length;
}

/* "Bearer", also behind what stands before it without a blank: "Authorization:Bearer". */
static bool ends_with_bearer(const char *word, size_t length)
{
    size_t size = strlen("bearer");
    return length >= size && starts(word + length - size, size, "bearer");
}

/* "a4f0c2", not a word of a sentence and no path. */
static bool looks_secret(const char *word, size_t length)
{
    bool has_letter = false, has_digit = false;
    for (size_t i = 0; i < length; i++) {
        has_letter |= isalpha((unsigned char)word[i]) != 0;
        has_digit |= isdigit((unsigned char)word[i]) != 0;
    }
    return has_letter && has_digit && strchr("/~.", word[0]) == NULL;
}

/* What belongs to the word before it, of `before` bytes: the secret behind "Bearer", behind the colon of "token: a4f0"
 * in a sentence, and in the quotes of `token="a b"`. Returns how much of the text that was. */
static size_t mask_next(struct buf *out, const char *text, size_t before, size_t length)
{
    char last = text[before - 1];
    bool is_bearer = ends_with_bearer(text, before), is_named = follows_secret_name(text, before - 1);
    size_t at = before, secret;
    if (last == '=' && is_named && at < length && strchr("\"'", text[at]) != NULL) {
        char quote = text[at];
        buf_append_char(out, quote);
        for (secret = ++at; secret < length && text[secret] != quote && text[secret] != '\n';)
            secret++;
        buf_append_text(out, secret > at ? "***" : "");
        return secret - before;
    }
    if (!is_bearer && !(last == ':' && is_named))
        return 0;
    while (at < length && text[at] == ' ')
        at++;
    secret = word_length(text + at, length - at);
    if (secret == 0 || !(is_bearer || looks_secret(text + at, secret)))
        return 0;
    buf_append(out, text + before, at - before);
    buf_append_text(out, "***");
    return at + secret - before;
}

static void mask_once(struct buf *out, const char *text, size_t length)
{
    size_t at = 0;
    bool is_http = false;
    while (at < length) {
        const char *rest = text + at;
        size_t left = length - at, done = 0;
        if (at == 0 || rest[-1] == '\n') {
            is_http = starts(rest, left, "> ") || starts(rest, left, "< ");
            done = mask_header(out, rest, left);
        }
        if (done == 0 && *rest == '"')
            done = mask_field(out, rest, left);
        if (done == 0 && ends_word(*rest)) {
            buf_append_char(out, *rest);
            done = 1;
        } else if (done == 0) {
            done = word_length(rest, left);
            mask_word(out, rest, done, is_http);
            done += mask_next(out, rest, done, left);
        }
        at += done;
    }
}

void trace_hide(const char *secret)
{
    size_t length = secret != NULL ? strlen(secret) : 0;
    if (length >= LEAST_HIDDEN_LENGTH && prefix_length(secret, length) == 0)
        trace_hidden_add(secret);
}

/* A "***" can end a word elsewhere than the secret did, so that what follows is read in another way: masked until
 * nothing changes any more. What does not come to rest is masked whole. So a masked text stays as it is. */
void trace_mask(struct buf *out, const char *text, size_t length)
{
    struct buf from, to;
    buf_init(&from, MOST_GROWTH * length + 16);
    buf_init(&to, MOST_GROWTH * length + 16);
    bool is_still = false;
    trace_mask_hidden(&to, text, length);
    mask_once(&from, to.bytes, to.length);
    for (int round = 1; round < MOST_ROUNDS && !is_still; round++) {
        buf_clear(&to);
        mask_once(&to, from.bytes, from.length);
        is_still = to.length == from.length && memcmp(to.bytes, from.bytes, to.length) == 0;
        struct buf other = from;
        from = to;
        to = other;
    }
    if (is_still)
        buf_append(out, from.bytes, from.length);
    else
        buf_append_text(out, "***");
    buf_release(&from);
    buf_release(&to);
}

void trace_mask_into(char *place, size_t size, const char *text)
{
    struct buf masked;
    buf_init(&masked, MASKED_CEILING);
    trace_mask(&masked, text, strnlen(text, MASKED_CEILING / 4));
    snprintf(place, size, "%s", masked.bytes);
    if (masked.length >= size)
        text_cut_partial_character(place);
    buf_release(&masked);
}
