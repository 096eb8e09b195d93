/* A text of ours at a name of the user's. */
#include "bgmusic/app/output_text.h"

#include <errno.h>
#include <string.h>

#include "bgmusic/base/file.h"
#include "part_file.h"

enum bgm_status output_text_write(const char *path, const char *text, size_t length, struct bgm_error *err)
{
    struct part_file part = PART_FILE_INIT;
    enum bgm_status status = part_file_open(&part, path, err);
    if (status == BGM_OK && !file_write_all(part.fd, text, length))
        status = bgm_fail(err, BGM_OUTPUT, "cannot write \"%s\": %s", path, strerror(errno));
    if (status == BGM_OK)
        status = part_file_sync(&part, err);
    if (status == BGM_OK)
        status = part_file_publish(&part, true, err);
    part_file_release(&part);
    return status;
}
