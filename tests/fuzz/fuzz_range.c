/* Range, If-Range and ETag of a download, one a line: a part lies in its file. */
#include "fuzz.h"

#include "byte_range.h"
#include "bgmusic/base/count.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int64_t sizes[] = {0, 1, 100, INT64_C(1) << 40, INT64_MAX};
    char *text = fuzz_text(data, size), *rest = text;
    const char *range = fuzz_line(&rest), *if_range = fuzz_line(&rest), *etag = fuzz_line(&rest);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        int64_t start = -1, length = -1;
        enum byte_range_verdict verdict =
            byte_range_read(range, if_range, etag != NULL ? etag : "\"a\"", sizes[i], &start, &length);
        if (verdict == BYTE_RANGE_PART)
            PROPERTY(start >= 0 && length > 0 && start <= sizes[i] - length, "a part lies in its file");
        if (verdict == BYTE_RANGE_WHOLE)
            PROPERTY(start == 0 && length == sizes[i], "the whole is the whole");
        PROPERTY(if_range == NULL || text_equal(if_range, etag != NULL ? etag : "\"a\"") || verdict == BYTE_RANGE_WHOLE,
                 "another version is sent whole");
    }
    free(text);
    return 0;
}
