/* What the service takes as media: thirteen kinds, told by the first bytes of a file, whatever it is called.
 *
 * Signatures: ISO/IEC 14496-12 (ftyp brands), the RIFF, Matroska/EBML (RFC 8794), PNG, JPEG (JFIF/Exif), GIF89a, MPEG
 * audio (ISO/IEC 11172-3) and ADTS (ISO/IEC 13818-7) documents. */
#ifndef BGMUSIC_API_MEDIA_TYPE_H
#define BGMUSIC_API_MEDIA_TYPE_H

#include <stddef.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

#define MEDIA_ACCEPTED_FORMATS "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac"

enum { MEDIA_HEAD_BYTES = 4096 };
#define MEDIA_MOST_BYTES (INT64_C(500) * 1024 * 1024)

enum media_kind {
    MEDIA_NONE, MEDIA_MP4, MEDIA_MOV, MEDIA_AVI, MEDIA_WEBM, MEDIA_MKV, MEDIA_JPG, MEDIA_PNG, MEDIA_GIF,
    MEDIA_WEBP, MEDIA_MP3, MEDIA_WAV, MEDIA_M4A, MEDIA_AAC,
};

enum media_group { MEDIA_GROUP_NONE, MEDIA_GROUP_VIDEO, MEDIA_GROUP_IMAGE, MEDIA_GROUP_AUDIO };

/* The first bytes of a file (MEDIA_HEAD_BYTES or the whole, when it is shorter). */
enum media_kind media_sniff(const void *bytes, size_t length);

const char *media_extension(enum media_kind kind);    /* "mp4"; "" for MEDIA_NONE */
const char *media_content_type(enum media_kind kind); /* "video/mp4"; "application/octet-stream" for MEDIA_NONE */
enum media_group media_group(enum media_kind kind);

/* `name` with the extension that fits `kind` (kept when it fits: "a.MP4", "b.jpeg"); the caller's. */
char *media_fitting_name(const char *name, enum media_kind kind);

/* Opens, sniffs and measures. BGM_INPUT (missing, unreadable, empty, no plain file), BGM_UNSUPPORTED (with the accepted
 * formats), BGM_TOO_LARGE (over MEDIA_MOST_BYTES, with an ffmpeg line that would make it smaller). */
enum bgm_status media_check_file(const char *path, enum media_kind *kind, int64_t *bytes,
                                 struct bgm_error *err);

/* "ffmpeg -i in.mp4 -c:v libx264 -crf 28 ... out.mp4", quoted for a shell, into `line`. */
void media_shrink_line(char *line, size_t size, const char *path);

#endif
