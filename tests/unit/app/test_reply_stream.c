/* The service's words as they come, and what they ask for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "bgmusic/app/app.h"
#include "bgmusic/app/reply_stream.h"
#include "unit/unit_test.h"

static void collect(void *context, const char *piece)
{
    buf_append_text(context, piece);
}

/* The text in pieces of `step` bytes; "|" ends a model turn. */
static void stream(const char *text, size_t step, struct buf *said)
{
    struct app app = {.listener = {.context = said, .on_reply = collect}};
    struct reply_stream stream;
    reply_stream_init(&stream, &app);
    while (*text != '\0') {
        size_t turn = strcspn(text, "|");
        for (size_t at = 0; at < turn; at += step) {
            char piece[256];
            size_t length = turn - at < step ? turn - at : step;
            memcpy(piece, text + at, length);
            piece[length] = '\0';
            reply_stream_add(&stream, piece);
        }
        reply_stream_end_turn(&stream);
        text += turn + (text[turn] == '|');
    }
    reply_stream_release(&stream);
}

static void sentences(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"One. Two! Three", "One. Two! Three"},
        {"A turn. |And another.", "A turn.\n\nAnd another."},
        {"Done. Click the Export button. Press export to download. Bye.",
         "Done. (`bgmusic export` does this here.) Bye."},
        {"好的。音乐已添加！完成", "好的。音乐已添加！完成"},
        {"Added the music. |I encountered a temporary issue.", "Added the music."},
        {"a\nb\n", "a\nb"},
        {"One.\n \n\nTwo.\n", "One.\n\nTwo."},
        {"List.\n  - a. b\n  - c", "List.\n  - a. b\n  - c"},
        {"", ""},
        {" | |x", "x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t step = 1; step < 200; step += step < 8 ? 1 : 61) {
            struct buf said;
            buf_init(&said, 4096);
            stream(rows[i].text, step, &said);
            while (said.length > 0 && strchr(" \n", said.bytes[said.length - 1]) != NULL)
                said.bytes[--said.length] = '\0';
            CHECK_ROW(strcmp(said.bytes, rows[i].said) == 0, i, said.bytes);
            buf_release(&said);
        }
    }
}

static void requests(void **state)
{
    (void)state;
    static const struct {
        const char *reply;
        enum reply_request asks;
    } rows[] = {
        {"It is done. Would you like to export it?", REPLY_ASKS_EXPORT},
        {"All set. (`bgmusic export` does this here.)", REPLY_ASKS_EXPORT},
        {"要现在导出吗？", REPLY_ASKS_EXPORT},
        {"I have exported nothing. Anything else?", REPLY_ASKS_NOTHING},
        {"Please upload a video first.", REPLY_ASKS_UPLOAD},
        {"There is no video in this session yet; upload one first, then say that again.", REPLY_ASKS_UPLOAD},
        {"Can you upload the clip?", REPLY_ASKS_UPLOAD},
        {"这个会话里还没有视频；请先上传视频，再说一遍。", REPLY_ASKS_UPLOAD},
        {"The upload is in. The music was added.", REPLY_ASKS_NOTHING},
        {"", REPLY_ASKS_NOTHING},
        {NULL, REPLY_ASKS_NOTHING},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        CHECK_ROW(reply_request_read(rows[i].reply) == rows[i].asks, i, rows[i].reply);
}

/* Many small pieces without the end of a sentence: each is looked at once. */
static void pieces_cost_no_square(void **state)
{
    (void)state;
    struct buf said;
    buf_init(&said, 8 << 20);
    struct app app = {.listener = {.context = &said, .on_reply = collect}};
    struct reply_stream stream;
    reply_stream_init(&stream, &app);
    alarm(20); /* the square would take minutes */
    for (int i = 0; i < 1000000; i++)
        reply_stream_add(&stream, "word, ");
    reply_stream_end_turn(&stream);
    alarm(0);
    assert_true(said.length > 5900000);
    reply_stream_release(&stream);
    buf_release(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_cost_no_square),
        cmocka_unit_test(sentences),
        cmocka_unit_test(requests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
