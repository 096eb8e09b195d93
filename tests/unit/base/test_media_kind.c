/* Kinds of media by their first bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/media_kind.h"

struct kind_case {
    const char *bytes;
    size_t length;
    enum media_kind kind;
};

#define ROW(text, kind)             \
    {                               \
        text, sizeof text - 1, kind \
    }

static const struct kind_case cases[] = {
    ROW("\0\0\0\x18"
        "ftypisom\0\0\2\0isommp41",
        MEDIA_MP4),
    ROW("\0\0\0\x18"
        "ftypmp42\0\0\0\0",
        MEDIA_MP4),
    ROW("\0\0\0\x14"
        "ftypqt  \0\0\0\0",
        MEDIA_MOV),
    ROW("\0\0\1\0"
        "moov\0\0\0\x6cmvhd",
        MEDIA_MOV),
    ROW("\0\0\0\x08"
        "wide\0\0\0\0mdat",
        MEDIA_MOV),
    ROW("\0\0\0\x1c"
        "ftypM4A \0\0\0\0",
        MEDIA_M4A),
    ROW("\0\0\0\x18"
        "ftypheic\0\0\0\0",
        MEDIA_NONE),
    ROW("\0\0\0\x18"
        "ftypavif\0\0\0\0",
        MEDIA_NONE),
    ROW("RIFF\x24\0\0\0AVI LIST", MEDIA_AVI),
    ROW("RIFF\x24\0\0\0WAVEfmt ", MEDIA_WAV),
    ROW("RIFF\x24\0\0\0WEBPVP8 ", MEDIA_WEBP),
    ROW("RIFF\x24\0\0\0ACONanih", MEDIA_NONE),
    ROW("\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04", MEDIA_WEBM),
    ROW("\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska\x42\x87", MEDIA_MKV),
    ROW("\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01", MEDIA_NONE),
    ROW("\xff\xd8\xff\xe0\0\x10JFIF", MEDIA_JPG),
    ROW("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", MEDIA_PNG),
    ROW("\x89PNG\r\n\x1a\n\0\0\0\4IHDRabcdcrc!\0\0\0\x8"
        "acTL",
        MEDIA_APNG),
    ROW("\x89PNG\r\n\x1a\n\0\0\0\4IHDRabcdcrc!\0\0\0\x8IDAT\0\0\0\x8"
        "acTL",
        MEDIA_PNG),
    ROW("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDRabcdcrc!", MEDIA_PNG),
    ROW("FORM\0\0\0\x24"
        "AIFFCOMM",
        MEDIA_AIFF),
    ROW("FORM\0\0\0\x24"
        "AIFCFVER",
        MEDIA_AIFF),
    ROW("FORM\0\0\0\x24"
        "ILBMBMHD",
        MEDIA_NONE),
    ROW("caff\0\1\0\0desc", MEDIA_CAF),
    ROW("#!AMR-WB\n", MEDIA_AMR),
    ROW(".snd\0\0\0\x18", MEDIA_AU),
    ROW("riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\4\xc1\0\0", MEDIA_W64),
    ROW("wvpk\0\0\0\x18", MEDIA_WV),
    ROW("GIF89a\1\0\1\0", MEDIA_GIF),
    ROW("GIF87a\1\0\1\0", MEDIA_GIF),
    ROW("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\x2a\x80theora\3\2\1", MEDIA_OGV),
    ROW("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\x1aOVP80\1\1\0", MEDIA_OGV),
    /* The sound's first page stands before the picture's. */
    ROW("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\7\1vorbis"
        "OggS\0\2\0\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\0\0\0\0\1\x2a\x80theora\3\2\1",
        MEDIA_OGV),
    /* A second page of a sound that holds those letters. */
    ROW("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\7\1vorbis"
        "OggS\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1\0\0\0\0\0\0\0\1\x2a\x80theora\3\2\1",
        MEDIA_OGG),
    ROW("OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\x1e\1vorbis", MEDIA_OGG),
    ROW("\0\0\1\xba\x44\0\4\0", MEDIA_MPG),
    ROW("\0\0\1\xb3\x0a\0\x78", MEDIA_NONE),
    ROW("FLV\1\5\0\0\0\x09", MEDIA_FLV),
    ROW("\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c\0", MEDIA_WMV),
    ROW("\x1f\7\0\xbf\xf8", MEDIA_DV),
    ROW("\6\xe\x2b\x34\2\5\1\1\xd\1\2\1\1\2", MEDIA_MXF),
    ROW("ID3\4\0\0\0\0\0\x0fTSSE", MEDIA_MP3),
    ROW("\xff\xfb\x90\x64\0\0\0\0\0\0", MEDIA_MP3),
    ROW("\xff\xf1\x50\x80\x02\x1f\xfc\xde\0\0", MEDIA_AAC),
    ROW("\xff\xfe\0\0\0\0\0\0\0\0", MEDIA_NONE),
    ROW("this is a text that is called mp4\n", MEDIA_NONE),
    ROW("<html><body>not found</body></html>", MEDIA_NONE),
    ROW("#!/bin/sh\nexit 0\n", MEDIA_NONE),
    ROW("%PDF-1.7\n", MEDIA_NONE),
    ROW("PK\3\4\0\0\0\0", MEDIA_NONE),
    ROW("\0\0\0\0\0\0\0\0\0\0\0\0", MEDIA_NONE),
    ROW("", MEDIA_NONE),
};

static void signatures_are_known(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        /* A copy of exactly this size, so that reading past it is noticed. */
        char *copy = malloc(cases[i].length + 1);
        memcpy(copy, cases[i].bytes, cases[i].length);
        char *exact = malloc(cases[i].length > 0 ? cases[i].length : 1);
        memcpy(exact, copy, cases[i].length);
        if (media_sniff(exact, cases[i].length) != cases[i].kind)
            fail_msg("row %zu: %s", i, media_extension(media_sniff(exact, cases[i].length)));
        for (size_t cut = 0; cut < cases[i].length; cut++)
            media_sniff(exact, cut);
        free(exact);
        free(copy);
    }
}

static void a_second_frame_must_follow(void **state)
{
    (void)state;
    /* 128 kbit/s at 44.1 kHz: a frame of 417 bytes. */
    unsigned char bytes[1000] = {0xff, 0xfb, 0x90, 0x64};
    assert_int_equal(media_sniff(bytes, sizeof bytes), MEDIA_NONE);
    memcpy(bytes + 417, bytes, 4);
    assert_int_equal(media_sniff(bytes, sizeof bytes), MEDIA_MP3);
}

static void packets_of_a_transport_stream_follow_each_other(void **state)
{
    (void)state;
    for (size_t ahead = 0; ahead <= 4; ahead += 4) {
        unsigned char bytes[1000] = {0};
        for (size_t at = ahead; at < sizeof bytes; at += 188 + ahead)
            bytes[at] = 0x47;
        assert_int_equal(media_sniff(bytes, sizeof bytes), MEDIA_TS);
        assert_int_equal(media_sniff(bytes, 2 * (188 + ahead)), MEDIA_TS);
        assert_int_equal(media_sniff(bytes, 188 + ahead), MEDIA_NONE);
        bytes[ahead + 2 * (188 + ahead)] = 0;
        assert_int_equal(media_sniff(bytes, sizeof bytes), MEDIA_NONE);
    }
    assert_false(media_service_takes(MEDIA_TS));
}

static void a_transport_stream_may_begin_in_a_packet(void **state)
{
    (void)state;
    for (size_t step = 188; step <= 192; step += 4) {
        for (size_t skip = 1; skip < step; skip += 31) {
            unsigned char bytes[MEDIA_HEAD_BYTES];
            memset(bytes, 0x5a, sizeof bytes);
            for (size_t at = skip; at < sizeof bytes; at += step)
                bytes[at] = 0x47;
            assert_int_equal(media_sniff(bytes, sizeof bytes), MEDIA_TS);
            bytes[skip + 3 * step] = 0;
            assert_int_equal(media_sniff(bytes, skip + 9 * step), MEDIA_NONE);
        }
    }
}

static void names_fit_their_content(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum media_kind kind;
        const char *fitting;
    } rows[] = {
        {"a.mp4", MEDIA_MP4, "a.mp4"},   {"a.MP4", MEDIA_MP4, "a.MP4"},     {"a.mov", MEDIA_MP4, "a.mp4"},
        {"a.jpeg", MEDIA_JPG, "a.jpeg"}, {"photo", MEDIA_PNG, "photo.png"}, {"a.b.txt", MEDIA_WAV, "a.b.wav"},
        {"a.mp4", MEDIA_NONE, "a.mp4"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *fitting = media_fitting_name(rows[i].name, rows[i].kind);
        assert_string_equal(fitting, rows[i].fitting);
        free(fitting);
    }
    for (enum media_kind kind = MEDIA_MP4; kind <= MEDIA_AAC; kind++) {
        assert_non_null(strstr(MEDIA_ACCEPTED_FORMATS, media_extension(kind)));
        assert_non_null(strchr(media_content_type(kind), '/'));
        assert_int_not_equal(media_group(kind), MEDIA_GROUP_NONE);
    }
    for (enum media_kind kind = MEDIA_FLAC; kind <= MEDIA_WV; kind++) {
        assert_non_null(strstr(MEDIA_LOCAL_FORMATS, media_extension(kind)));
        assert_false(media_service_takes(kind));
        assert_int_not_equal(media_group(kind), MEDIA_GROUP_NONE);
    }
}

static void groups_have_one_word(void **state)
{
    (void)state;
    for (enum media_group group = MEDIA_GROUP_VIDEO; group <= MEDIA_GROUP_AUDIO; group++)
        assert_int_equal(media_group_of_word(media_group_name(group)), group);
    assert_int_equal(media_group_of_word("Video/mp4"), MEDIA_GROUP_VIDEO);
    assert_int_equal(media_group_of_word("application/pdf"), MEDIA_GROUP_NONE);
    assert_int_equal(media_group_of_word(""), MEDIA_GROUP_NONE);
    assert_int_equal(media_group_of_word(NULL), MEDIA_GROUP_NONE);
    assert_string_equal(media_group_name(MEDIA_GROUP_NONE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_have_one_word),
        cmocka_unit_test(signatures_are_known),
        cmocka_unit_test(a_second_frame_must_follow),
        cmocka_unit_test(packets_of_a_transport_stream_follow_each_other),
        cmocka_unit_test(a_transport_stream_may_begin_in_a_packet),
        cmocka_unit_test(names_fit_their_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
