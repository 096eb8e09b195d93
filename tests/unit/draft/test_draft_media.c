/* Paths of a gateway's own disk in a draft, and the addresses that go in their place. */
#include "bgmusic/draft/draft_media.h"

#include <string.h>

#include "bgmusic/base/buf.h"
#include "unit/unit_test.h"

static size_t replace(const char *draft, const char *list, struct buf *out)
{
    buf_init(out, 4096);
    return draft_media_replace((struct json_span){draft, strlen(draft)}, list, out);
}

static void expect(const char *draft, const char *list, const char *wanted)
{
    struct buf out;
    size_t count = replace(draft, list, &out);
    assert_true(wanted == NULL ? count == 0 : count > 0);
    assert_string_equal(out.bytes, wanted != NULL ? wanted : "");
    buf_release(&out);
}

static void test_paths_become_addresses(void **state)
{
    (void)state;
    const char *list = "clip.mp4\thttps://cdn.example/1?a=1&b=2\nmy song.mp3\thttps://cdn.example/2\n";
    expect("{\"u\":\"/mnt/userdata/u1/clip.mp4\",\"n\":19007199254740993}", list,
           "{\"u\":\"https://cdn.example/1?a=1&b=2\",\"n\":19007199254740993}");
    expect("{\"u\":\"\\/mnt\\/userdata\\/u1\\/my song.mp3\"}", list, "{\"u\":\"https://cdn.example/2\"}");
    /* Two of them, and one that nobody knows. */
    expect("[\"/mnt/userdata/clip.mp4\",\"/mnt/userdata/a/other.mp4\",\"/mnt/userdata/x/y/my song.mp3\"]", list,
           "[\"https://cdn.example/1?a=1&b=2\",\"/mnt/userdata/a/other.mp4\",\"https://cdn.example/2\"]");
}

static void test_attributes_of_a_newer_draft(void **state)
{
    (void)state;
    const char *list = "clip.mp4\thttps://cdn.example/1?a=1&b=2\n";
    expect("\"<clip src=\\\"/mnt/userdata/u/clip.mp4\\\" in=\\\"0\\\"/>\"", list,
           "\"<clip src=\\\"https://cdn.example/1?a=1&amp;b=2\\\" in=\\\"0\\\"/>\"");
    expect("\"<clip src='/mnt/userdata/u/clip.mp4' in='0'/>\"", list,
           "\"<clip src='https://cdn.example/1?a=1&amp;b=2' in='0'/>\"");
}

static void test_nothing_to_replace(void **state)
{
    (void)state;
    expect("{\"u\":\"/mnt/other/clip.mp4\"}", "clip.mp4\thttps://cdn.example/1\n", NULL);
    expect("{\"u\":\"/mnt/userdata/clip.mp4\"}", "", NULL);
    expect("{\"u\":\"/mnt/userdata/clip.mp4", "clip.mp", NULL);
    expect("{\"u\":\"/mnt/userdata/\"}", "clip.mp4\thttps://cdn.example/1\n", NULL);
    expect("", "clip.mp4\thttps://cdn.example/1\n", NULL);
}

static void test_the_newest_upload_of_a_name_counts(void **state)
{
    (void)state;
    expect("\"/mnt/userdata/a.mp4\"", "a.mp4\thttps://cdn.example/old\na.mp4\thttps://cdn.example/new\n",
           "\"https://cdn.example/new\"");
}

static void test_without_room_nothing_is_changed(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 8);
    buf_append_text(&out, "kept");
    const char *draft = "\"/mnt/userdata/a.mp4\"";
    assert_int_equal(
        draft_media_replace((struct json_span){draft, strlen(draft)}, "a.mp4\thttps://cdn.example/1\n", &out), 0);
    assert_string_equal(out.bytes, "kept");
    buf_release(&out);
}

static void test_addresses_are_collected(void **state)
{
    (void)state;
    struct buf list;
    buf_init(&list, DRAFT_MEDIA_LIST_BYTES);
    const char *infos = "{\"v1\":{\"filename\":\"a.mp4\",\"cdn_url\":\"https://cdn.example/a\"},"
                        "\"more\":[{\"name\":\"b.mp3\",\"cdn_url\":\"https://cdn.example/b\"},{\"name\":\"c\"}]}";
    draft_media_collect(&list, (struct json_span){infos, strlen(infos)});
    assert_string_equal(list.bytes, "a.mp4\thttps://cdn.example/a\nb.mp3\thttps://cdn.example/b\n");
    buf_clear(&list);
    /* What would break out of the draft's text, or of the list's line, is no address. */
    draft_media_note(&list, "a", "https://x/\",\"y\":\"");
    draft_media_note(&list, "a", "https://x/ y");
    draft_media_note(&list, "a\tb", "https://x/y");
    draft_media_note(&list, "a", "file:///etc/passwd");
    draft_media_note(&list, NULL, "https://x/y");
    draft_media_note(&list, "a", NULL);
    assert_int_equal(list.length, 0);
    buf_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_become_addresses),
        cmocka_unit_test(test_attributes_of_a_newer_draft),
        cmocka_unit_test(test_nothing_to_replace),
        cmocka_unit_test(test_the_newest_upload_of_a_name_counts),
        cmocka_unit_test(test_without_room_nothing_is_changed),
        cmocka_unit_test(test_addresses_are_collected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
