/* The Range header of a download (RFC 9110 §14), as a pure function. */
#ifndef BGMUSIC_ENGINE_SERVER_BYTE_RANGE_H
#define BGMUSIC_ENGINE_SERVER_BYTE_RANGE_H

#include <stdint.h>

enum byte_range_verdict {
    BYTE_RANGE_WHOLE,        /* no range, or one that is to be ignored: answer 200 */
    BYTE_RANGE_PART,         /* answer 206 with [start, start + length) */
    BYTE_RANGE_UNSATISFIABLE /* answer 416 */
};

/* `range` and `if_range` as they came, NULL when absent. Several ranges at once are ignored, which the RFC allows. */
enum byte_range_verdict byte_range_read(const char *range, const char *if_range, const char *etag, int64_t size,
                                        int64_t *start, int64_t *length);

#endif
