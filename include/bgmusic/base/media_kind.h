/* What service and local engine take as media: thirteen kinds, and more that the local engine alone takes, told by the
 * first bytes of a file, whatever it is called.
 *
 * Signatures: ISO/IEC 14496-12 (ftyp brands), the RIFF, Matroska/EBML (RFC 8794), PNG, JPEG (JFIF/Exif), GIF89a, MPEG
 * audio (ISO/IEC 11172-3), ADTS (ISO/IEC 13818-7), MPEG-2 systems (ISO/IEC 13818-1), FLV 10.1, ASF 01.20.03, DV (IEC
 * 61834-2), MXF (SMPTE 377-1), Ogg Theora, AIFF, CAF, AMR (RFC 4867), Wave64 and WavPack documents. */
#ifndef BGMUSIC_BASE_MEDIA_KIND_H
#define BGMUSIC_BASE_MEDIA_KIND_H

#include <stdbool.h>
#include <stddef.h>

#define MEDIA_ACCEPTED_FORMATS "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac"
/* What the local engine takes besides. */
#define MEDIA_LOCAL_FORMATS "flac, ogg, ogv, ts, mpg, flv, wmv, dv, mxf, aiff, caf, amr, au, w64, wv, apng"

enum { MEDIA_HEAD_BYTES = 4096 };

enum media_kind {
    MEDIA_NONE,
    MEDIA_MP4,
    MEDIA_MOV,
    MEDIA_AVI,
    MEDIA_WEBM,
    MEDIA_MKV,
    MEDIA_JPG,
    MEDIA_PNG,
    MEDIA_GIF,
    MEDIA_WEBP,
    MEDIA_MP3,
    MEDIA_WAV,
    MEDIA_M4A,
    MEDIA_AAC,
    MEDIA_FLAC, /* this and what follows: the local engine alone */
    MEDIA_OGG,  /* Vorbis, Opus, FLAC in Ogg */
    MEDIA_OGV,  /* Ogg with a picture: Theora, VP8, Dirac */
    MEDIA_TS,   /* MPEG transport stream, with the four bytes more of cameras and discs, too */
    MEDIA_MPG,  /* MPEG program stream */
    MEDIA_FLV,
    MEDIA_WMV, /* ASF, sound alone as well */
    MEDIA_DV,
    MEDIA_MXF,
    MEDIA_AIFF, /* AIFF-C as well */
    MEDIA_CAF,
    MEDIA_AMR,
    MEDIA_AU,
    MEDIA_W64,
    MEDIA_WV,
    MEDIA_APNG, /* an animated PNG: to the service a PNG like others */
};

enum media_group { MEDIA_GROUP_NONE, MEDIA_GROUP_VIDEO, MEDIA_GROUP_IMAGE, MEDIA_GROUP_AUDIO };

/* The word of a group on the wire and in the database, "" for none; and the group of a word or a content type that
 * begins with it ("video", "video/mp4"), MEDIA_GROUP_NONE for NULL and others. */
const char *media_group_name(enum media_group group);
enum media_group media_group_of_word(const char *word);

/* The first bytes of a file (MEDIA_HEAD_BYTES or the whole, when it is shorter). */
enum media_kind media_sniff(const void *bytes, size_t length);
/* Bytes from packet to packet of a transport stream: 188, or 192 with the time stamps of cameras; 0: it is none.
 * `*skip`: where the first packet begins, behind what a recording that was begun in the middle of one has left. So
 * little is known then that many must follow each other: eight by chance, in each of some 200 places, are less than one
 * file in 10^16. */
size_t media_transport_packet(const void *bytes, size_t length, size_t *skip);

const char *media_extension(enum media_kind kind);    /* "mp4"; "" for MEDIA_NONE */
const char *media_content_type(enum media_kind kind); /* "video/mp4"; "application/octet-stream" for MEDIA_NONE */
enum media_group media_group(enum media_kind kind);
bool media_service_takes(enum media_kind kind);

/* `name` with the extension that fits `kind` (kept when it fits: "a.MP4", "b.jpeg"); the caller's. */
char *media_fitting_name(const char *name, enum media_kind kind);

#endif
