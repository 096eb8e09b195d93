/* Bytes to and from the service, over the wire: uploads, renders, downloads, and the token that stays at home. */
#include "api_fixture.h"

#include "bgmusic/api/api_render.h"
#include "bgmusic/api/api_upload.h"
#include "bgmusic/base/count.h"

static void files_are_streamed_under_a_fitting_name(void **state)
{
    (void)state;
    struct fixture f;
    struct api_upload_result result;
    struct buf lines;
    char *path, *text_path;
    buf_init(&lines, 1 << 20);
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    int fd = temporary_file(&f, "holiday \"clip\".txt", &path);
    assert_true(file_write_all(fd,
                               "\0\0\0\x18"
                               "ftypisom\0\0\2\0",
                               16));
    assert_int_equal(ftruncate(fd, 3 * 1024 * 1024), 0);
    close(fd);
    const char *paths[] = {path};
    expect(api_upload_files(&f.client, f.session, paths, 1, NULL, &result, &f.err), &f);
    assert_int_equal(result.count, 1);
    assert_string_equal(result.files[0].filename, "clip.mp4");
    assert_int_equal(result.files[0].width, 1920);
    assert_true(result.state_applied);
    api_upload_result_release(&result);
    scripted_requests(&f.service, &lines);
    assert_non_null(strstr(lines.bytes, "name=\\\"files\\\""));
    assert_non_null(strstr(lines.bytes, "holiday %22clip%22.mp4"));
    assert_non_null(strstr(lines.bytes, "Content-Type: video/mp4"));

    fd = temporary_file(&f, "lie.mp4", &text_path);
    assert_true(file_write_all(fd, "this is text\n", 13));
    close(fd);
    const char *lies[] = {text_path};
    assert_int_equal(api_upload_files(&f.client, f.session, lies, 1, NULL, &result, &f.err), BGM_UNSUPPORTED);
    assert_false(f.client.last.anything_sent && strcmp(f.client.last.call, "upload") != 0);
    scripted_requests(&f.service, &lines);
    assert_int_equal(count_of(lines.bytes, "/api/upload-video/"), 1);
    free(path);
    free(text_path);
    buf_release(&lines);
    close_fixture(&f);
}

static void urls_are_uploaded_and_files_of_this_machine_are_not(void **state)
{
    (void)state;
    struct fixture f;
    struct api_upload_result result;
    open_fixture(&f, NULL, NULL, 0);
    new_session(&f);
    const char *good[] = {"https://media.example/a.mp4?sig=1", "https://media.example/b.mp4"};
    expect(api_upload_urls(&f.client, f.session, good, 2, &result, &f.err), &f);
    assert_int_equal(result.count, 2);
    api_upload_result_release(&result);
    static const char *const bad[] = {"file:///etc/passwd", "http://media.example/a.mp4", "ftp://x/y", "clip.mp4"};
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_int_equal(api_upload_urls(&f.client, f.session, &bad[i], 1, &result, &f.err), BGM_INPUT);
    close_fixture(&f);
}

static void a_render_is_polled_and_downloaded(void **state)
{
    (void)state;
    static char media[200000];
    struct fixture f;
    struct api_render render = {0};
    char *path;
    for (size_t i = 0; i < sizeof media; i++)
        media[i] = (char)(i * 7 + i / 251);
    open_fixture(&f, NULL, media, sizeof media);
    new_session(&f);
    struct json_span draft = {"{\"t\":[]}", 8};
    expect(api_render_submit(&f.client, f.session, "render_1", draft, NULL, &render, &f.err), &f);
    expect(api_render_status(&f.client, "render_1", 30, &render, &f.err), &f);
    assert_int_equal(render.state, API_RENDER_PROCESSING);
    assert_int_equal(render.progress, 50);
    expect(api_render_status(&f.client, "render_1", 0, &render, &f.err), &f);
    assert_int_equal(render.state, API_RENDER_COMPLETED);
    assert_non_null(render.url);

    int fd = temporary_file(&f, "out.mp4", &path);
    struct api_download download = {.fd = fd};
    expect(api_download(&f.client, render.url, &download, &f.err), &f);
    assert_int_equal(download.received_bytes, sizeof media);
    assert_int_equal(download.total_bytes, sizeof media);
    assert_true(download.resumable);
    assert_string_equal(download.validator, "\"scripted-1\"");
    /* From the middle, as after a cut; the head is there already. */
    assert_int_equal(ftruncate(fd, 5000), 0);
    assert_int_equal(lseek(fd, 5000, SEEK_SET), 5000);
    download = (struct api_download){.fd = fd, .from = 5000, .if_range = "\"scripted-1\""};
    expect(api_render_download(&f.client, "render_1", &download, &f.err), &f);
    assert_int_equal(download.received_bytes, sizeof media - 5000);
    static char back[sizeof media + 1];
    assert_int_equal(pread(fd, back, sizeof back, 0), sizeof media);
    assert_memory_equal(back, media, sizeof media);
    close(fd);

    expect(api_render_cancel(&f.client, "render_1", &f.err), &f);
    expect(api_render_status(&f.client, "render_1", 0, &render, &f.err), &f);
    assert_int_equal(render.state, API_RENDER_FAILED);
    assert_int_equal(api_render_status(&f.client, "render_2", 0, &render, &f.err), BGM_NOT_FOUND);
    api_render_release(&render);
    free(path);
    close_fixture(&f);
}

static void downloads_that_lie_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        enum bgm_status status;
        enum http_verdict verdict;
    } rows[] = {
        {"\"cut_after\":1000", BGM_NETWORK, HTTP_CUT_OFF},
        {"\"type\":\"text/html\",\"body\":\"<html>expired</html>\"", BGM_SERVICE, HTTP_DONE},
        {"\"status\":403,\"body\":\"denied\"", BGM_PLAN_BLOCKED, HTTP_REFUSED},
        {"\"status\":302,\"headers\":{\"Location\":\"http://192.0.2.1/x\"},\"body\":\"\"", BGM_SERVICE, HTTP_REFUSED},
        {"\"status\":302,\"headers\":{\"Location\":\"file:///etc/passwd\"},\"body\":\"\"", BGM_SERVICE, HTTP_REFUSED},
        {"\"status\":302,\"headers\":{\"Location\":\"/media/round\"},\"body\":\"\"", BGM_SERVICE, HTTP_BROKEN},
        {"\"body\":\"\"", BGM_SERVICE, HTTP_DONE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct fixture f;
        char *path;
        char *script = xasprintf("{\"rules\":[{\"path\":\"/media/*\",%s}]}", rows[i].rule);
        static const char media[5000] = {1};
        open_fixture(&f, script, media, sizeof media);
        char *url = xasprintf("%s/media/x.mp4", f.service.url);
        int fd = temporary_file(&f, "out.mp4", &path);
        struct api_download download = {.fd = fd};
        enum bgm_status status = api_download(&f.client, url, &download, &f.err);
        if (status != rows[i].status || f.client.last.verdict != rows[i].verdict)
            fail_msg("row %zu: %s, %s: %s", i, bgm_status_name(status), http_verdict_name(f.client.last.verdict),
                     f.err.message);
        if (rows[i].verdict == HTTP_CUT_OFF)
            assert_int_equal(download.received_bytes, 1000);
        else
            assert_int_equal(lseek(fd, 0, SEEK_END), 0);
        close(fd);
        free(path);
        free(url);
        free(script);
        close_fixture(&f);
    }
}

/* Two services are two origins: the second must not see the token, nor the other private headers. */
static void the_token_stays_with_its_origin(void **state)
{
    (void)state;
    static const char media[3000] = {2};
    struct fixture f;
    struct scripted_service other;
    struct buf lines;
    char *path;
    buf_init(&lines, 1 << 20);
    scripted_start(&other, program_name, NULL, media, sizeof media);
    char *script = xasprintf("{\"rules\":[{\"path\":\"/api/render/proxy/r1/download\",\"status\":302,"
                             "\"headers\":{\"Location\":\"%s/media/a.mp4\"},\"body\":\"\"}]}",
                             other.url);
    open_fixture(&f, script, NULL, 0);
    int fd = temporary_file(&f, "out.mp4", &path);
    struct api_download download = {.fd = fd};
    expect(api_render_download(&f.client, "r1", &download, &f.err), &f);
    char *direct = xasprintf("%s/media/b.mp4", other.url);
    download = (struct api_download){.fd = fd};
    expect(api_download(&f.client, direct, &download, &f.err), &f);
    scripted_requests(&other, &lines);
    assert_int_equal(count_of(lines.bytes, "/media/"), 2);
    assert_null(strstr(lines.bytes, "Authorization"));
    assert_null(strstr(lines.bytes, "nmv_usr_unit"));
    assert_null(strstr(lines.bytes, "X-Skill"));
    scripted_requests(&f.service, &lines);
    assert_non_null(strstr(lines.bytes, "Bearer nmv_usr_unit"));
    close(fd);
    free(direct);
    free(path);
    free(script);
    buf_release(&lines);
    close_fixture(&f);
    scripted_stop(&other);
}

/* A service elsewhere that names this machine would have its own files fetched from what listens here. */
static void a_service_elsewhere_names_no_address_here(void **state)
{
    (void)state;
    static const char media[3000] = {2};
    static const char *const places[] = {"http://127.0.0.1", "http://localhost", "http://[::1]", "https://localhost"};
    struct fixture f;
    struct api_client elsewhere;
    char *path;
    open_fixture(&f, NULL, media, sizeof media);
    const char *port = strrchr(f.service.url, ':');
    int fd = temporary_file(&f, "out.mp4", &path);
    struct api_options options = {.base_url = "https://api.example", .client_id = f.client.client_id, .token = "t"};
    expect(api_client_init(&elsewhere, &options, &f.err), &f);
    for (size_t i = 0; i < COUNT(places); i++) {
        char *url = xasprintf("%s%s/media/a.mp4", places[i], port);
        struct api_download download = {.fd = fd};
        assert_int_equal(api_download(&elsewhere, url, &download, &f.err), BGM_SERVICE);
        assert_string_equal(f.err.message, "download: the service names a URL that is not allowed");
        free(url);
    }
    struct buf lines;
    buf_init(&lines, 1 << 20);
    scripted_requests(&f.service, &lines);
    assert_null(strstr(lines.bytes, "/media/"));
    buf_release(&lines);
    api_client_release(&elsewhere);
    close(fd);
    free(path);
    close_fixture(&f);
}

int main(int count, char **words)
{
    (void)count;
    program_name = words[0];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_streamed_under_a_fitting_name),
        cmocka_unit_test(urls_are_uploaded_and_files_of_this_machine_are_not),
        cmocka_unit_test(a_render_is_polled_and_downloaded),
        cmocka_unit_test(downloads_that_lie_are_refused),
        cmocka_unit_test(the_token_stays_with_its_origin),
        cmocka_unit_test(a_service_elsewhere_names_no_address_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
