/* Kinds of media, told by their first bytes. */
#include "bgmusic/base/media_kind.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"
#include "bgmusic/base/file.h"
#include "bgmusic/base/text.h"
#include "bgmusic/base/xalloc.h"

struct kind_row {
    enum media_kind kind;
    enum media_group group;
    const char *extension, *other_extension, *content_type;
};

static const struct kind_row kinds[] = {
    {MEDIA_MP4, MEDIA_GROUP_VIDEO, "mp4", "m4v", "video/mp4"},
    {MEDIA_MOV, MEDIA_GROUP_VIDEO, "mov", "qt", "video/quicktime"},
    {MEDIA_AVI, MEDIA_GROUP_VIDEO, "avi", NULL, "video/x-msvideo"},
    {MEDIA_WEBM, MEDIA_GROUP_VIDEO, "webm", NULL, "video/webm"},
    {MEDIA_MKV, MEDIA_GROUP_VIDEO, "mkv", NULL, "video/x-matroska"},
    {MEDIA_JPG, MEDIA_GROUP_IMAGE, "jpg", "jpeg", "image/jpeg"},
    {MEDIA_PNG, MEDIA_GROUP_IMAGE, "png", NULL, "image/png"},
    {MEDIA_GIF, MEDIA_GROUP_IMAGE, "gif", NULL, "image/gif"},
    {MEDIA_WEBP, MEDIA_GROUP_IMAGE, "webp", NULL, "image/webp"},
    {MEDIA_MP3, MEDIA_GROUP_AUDIO, "mp3", NULL, "audio/mpeg"},
    {MEDIA_WAV, MEDIA_GROUP_AUDIO, "wav", "wave", "audio/wav"},
    {MEDIA_M4A, MEDIA_GROUP_AUDIO, "m4a", NULL, "audio/mp4"},
    {MEDIA_AAC, MEDIA_GROUP_AUDIO, "aac", NULL, "audio/aac"},
    {MEDIA_FLAC, MEDIA_GROUP_AUDIO, "flac", NULL, "audio/flac"},
    {MEDIA_OGG, MEDIA_GROUP_AUDIO, "ogg", "opus", "audio/ogg"},
    {MEDIA_OGV, MEDIA_GROUP_VIDEO, "ogv", "ogg", "video/ogg"},
    {MEDIA_TS, MEDIA_GROUP_VIDEO, "ts", "mts", "video/mp2t"},
    {MEDIA_MPG, MEDIA_GROUP_VIDEO, "mpg", "mpeg", "video/mpeg"},
    {MEDIA_FLV, MEDIA_GROUP_VIDEO, "flv", NULL, "video/x-flv"},
    {MEDIA_WMV, MEDIA_GROUP_VIDEO, "wmv", "asf", "video/x-ms-wmv"},
    {MEDIA_DV, MEDIA_GROUP_VIDEO, "dv", NULL, "video/dv"},
    {MEDIA_MXF, MEDIA_GROUP_VIDEO, "mxf", NULL, "application/mxf"},
    {MEDIA_AIFF, MEDIA_GROUP_AUDIO, "aiff", "aif", "audio/aiff"},
    {MEDIA_CAF, MEDIA_GROUP_AUDIO, "caf", NULL, "audio/x-caf"},
    {MEDIA_AMR, MEDIA_GROUP_AUDIO, "amr", NULL, "audio/amr"},
    {MEDIA_AU, MEDIA_GROUP_AUDIO, "au", "snd", "audio/basic"},
    {MEDIA_W64, MEDIA_GROUP_AUDIO, "w64", NULL, "audio/x-w64"},
    {MEDIA_WV, MEDIA_GROUP_AUDIO, "wv", NULL, "audio/x-wavpack"},
    {MEDIA_APNG, MEDIA_GROUP_IMAGE, "apng", "png", "image/apng"},
};

static const struct kind_row *find_row(enum media_kind kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (kinds[i].kind == kind)
            return &kinds[i];
    }
    return NULL;
}

const char *media_extension(enum media_kind kind)
{
    const struct kind_row *row = find_row(kind);
    return row != NULL ? row->extension : "";
}

const char *media_content_type(enum media_kind kind)
{
    const struct kind_row *row = find_row(kind);
    return row != NULL ? row->content_type : "application/octet-stream";
}

static const char *const group_names[] = {[MEDIA_GROUP_NONE] = "",
                                          [MEDIA_GROUP_VIDEO] = "video",
                                          [MEDIA_GROUP_IMAGE] = "image",
                                          [MEDIA_GROUP_AUDIO] = "audio"};

const char *media_group_name(enum media_group group)
{
    return group_names[group];
}

enum media_group media_group_of_word(const char *word)
{
    for (enum media_group group = MEDIA_GROUP_VIDEO; word != NULL && group <= MEDIA_GROUP_AUDIO; group++) {
        if (text_starts_with_ignore_case(word, group_names[group]))
            return group;
    }
    return MEDIA_GROUP_NONE;
}

enum media_group media_group(enum media_kind kind)
{
    const struct kind_row *row = find_row(kind);
    return row != NULL ? row->group : MEDIA_GROUP_NONE;
}

bool media_service_takes(enum media_kind kind)
{
    return (kind > MEDIA_NONE && kind < MEDIA_FLAC) || kind == MEDIA_APNG;
}

static bool has_at(const unsigned char *bytes, size_t length, size_t at, const char *text)
{
    size_t size = strlen(text);
    return length >= at + size && memcmp(bytes + at, text, size) == 0;
}

/* ISO base media: the box type stands at 4, the major brand at 8. */
static enum media_kind sniff_iso(const unsigned char *bytes, size_t length)
{
    if (has_at(bytes, length, 4, "ftyp")) {
        if (has_at(bytes, length, 8, "qt  "))
            return MEDIA_MOV;
        if (has_at(bytes, length, 8, "M4A ") || has_at(bytes, length, 8, "M4B "))
            return MEDIA_M4A;
        /* Pictures in the same clothes (HEIF, AVIF) are not taken. */
        static const char *const pictures[] = {"heic", "heix", "heim", "heis", "hevc", "hevx",
                                               "mif1", "msf1", "avif", "avis", "crx "};
        for (size_t i = 0; i < COUNT(pictures); i++) {
            if (has_at(bytes, length, 8, pictures[i]))
                return MEDIA_NONE;
        }
        return length >= 12 ? MEDIA_MP4 : MEDIA_NONE;
    }
    /* QuickTime before ftyp: the file begins with one of these boxes. */
    static const char *const old_boxes[] = {"moov", "mdat", "wide", "free", "skip", "pnot"};
    for (size_t i = 0; i < COUNT(old_boxes); i++) {
        if (has_at(bytes, length, 4, old_boxes[i]) && (bytes[0] == 0 || has_at(bytes, length, 0, "\x01")))
            return MEDIA_MOV;
    }
    return MEDIA_NONE;
}

/* EBML: the DocType element (0x4282) tells webm from Matroska. */
static enum media_kind sniff_ebml(const unsigned char *bytes, size_t length)
{
    size_t most = length < 256 ? length : 256;
    for (size_t i = 4; i + 3 < most; i++) {
        if (bytes[i] != 0x42 || bytes[i + 1] != 0x82 || (bytes[i + 2] & 0x80) == 0)
            continue;
        if (has_at(bytes, length, i + 3, "webm"))
            return MEDIA_WEBM;
        if (has_at(bytes, length, i + 3, "matroska"))
            return MEDIA_MKV;
    }
    return MEDIA_NONE;
}

/* Length in bytes of the MPEG audio frame whose header stands here; 0: none. Layer III alone (ISO/IEC 11172-3,
 * 13818-3). */
static size_t mp3_frame_bytes(const unsigned char *header)
{
    static const int kilobits_1[] = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    static const int kilobits_2[] = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    static const int rates[] = {44100, 48000, 32000, 0};
    int version = header[1] >> 3 & 3; /* 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5 */
    int layer = header[1] >> 1 & 3;   /* 1: layer III */
    if (header[0] != 0xff || (header[1] & 0xe0) != 0xe0 || version == 1 || layer != 1)
        return 0;
    int rate = rates[header[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int kilobits = version == 3 ? kilobits_1[header[2] >> 4] : kilobits_2[header[2] >> 4];
    if (rate == 0 || kilobits == 0)
        return 0;
    return (size_t)((version == 3 ? 144 : 72) * kilobits * 1000 / rate + (header[2] >> 1 & 1));
}

/* Length in bytes of the ADTS frame here; 0: none. */
static size_t adts_frame_bytes(const unsigned char *header)
{
    if (header[0] != 0xff || (header[1] & 0xf6) != 0xf0 || (header[2] >> 2 & 15) > 12)
        return 0;
    size_t size = (size_t)(header[3] & 3) << 11 | (size_t)header[4] << 3 | header[5] >> 5;
    return size >= 7 ? size : 0;
}

/* Eleven bits of sync are little proof: a second frame, where there is room for one, must follow the first. */
static enum media_kind sniff_frames(const unsigned char *bytes, size_t length)
{
    if (length < 8)
        return MEDIA_NONE;
    size_t size = mp3_frame_bytes(bytes);
    if (size > 0)
        return size + 4 > length || mp3_frame_bytes(bytes + size) > 0 ? MEDIA_MP3 : MEDIA_NONE;
    size = adts_frame_bytes(bytes);
    if (size > 0)
        return size + 7 > length || adts_frame_bytes(bytes + size) > 0 ? MEDIA_AAC : MEDIA_NONE;
    return MEDIA_NONE;
}

/* Packets of 188 bytes begin with 0x47; on discs and in cameras four bytes go ahead of each. One byte is no proof: five
 * in a row are, or as many as a short file has, from two on. */
static bool is_transport_stream(const unsigned char *bytes, size_t length, size_t ahead)
{
    enum { PACKET = 188, PROOF = 5 };
    size_t found = 0;
    for (size_t at = ahead; found < PROOF && at < length; at += PACKET + ahead, found++) {
        if (bytes[at] != 0x47)
            return false;
    }
    return found >= 2;
}

size_t media_transport_packet(const void *start, size_t length, size_t *skip)
{
    enum { SURE = 8 };
    static const size_t steps[] = {188, 192};
    const unsigned char *bytes = start;
    for (size_t i = 0; i < COUNT(steps); i++) {
        for (*skip = 0; *skip < steps[i] && *skip + SURE * steps[i] <= length; ++*skip) {
            size_t found = 0;
            while (found < SURE && bytes[*skip + found * steps[i]] == 0x47)
                found++;
            if (found == SURE)
                return steps[i];
        }
    }
    return 0;
}

/* Films of broadcasts and cameras, sounds of recorders, both of older programs: their signatures stand at the very
 * start. */
static enum media_kind sniff_starts(const unsigned char *bytes, size_t length)
{
    static const struct {
        enum media_kind kind;
        size_t length;
        const char *bytes;
    } starts[] = {
        {MEDIA_MPG, 4, "\0\0\1\xba"},
        {MEDIA_FLV, 4, "FLV\1"},
        {MEDIA_WMV, 16, "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c"},
        {MEDIA_DV, 4, "\x1f\7\0\x3f"}, /* 525 lines */
        {MEDIA_DV, 4, "\x1f\7\0\xbf"}, /* 625 lines */
        {MEDIA_MXF, 13, "\6\xe\x2b\x34\2\5\1\1\xd\1\2\1\1"},
        {MEDIA_CAF, 6, "caff\0\1"},
        {MEDIA_AMR, 5, "#!AMR"},
        {MEDIA_AU, 4, ".snd"},
        {MEDIA_W64, 16, "riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\4\xc1\0\0"},
        {MEDIA_WV, 4, "wvpk"},
    };
    for (size_t i = 0; i < COUNT(starts); i++) {
        if (length >= starts[i].length && memcmp(bytes, starts[i].bytes, starts[i].length) == 0)
            return starts[i].kind;
    }
    size_t skip;
    return is_transport_stream(bytes, length, 0) || is_transport_stream(bytes, length, 4) ||
                   media_transport_packet(bytes, length, &skip) > 0
               ? MEDIA_TS
               : MEDIA_NONE;
}

/* An animation says so ahead of its first picture (PNG 3, 11.3.6.1: acTL). */
static enum media_kind sniff_png(const unsigned char *bytes, size_t length)
{
    enum { SIGNATURE = 8, AROUND = 12 };
    for (size_t at = SIGNATURE; at + 8 <= length;) {
        size_t size =
            (size_t)bytes[at] << 24 | (size_t)bytes[at + 1] << 16 | (size_t)bytes[at + 2] << 8 | bytes[at + 3];
        if (has_at(bytes, length, at + 4, "acTL"))
            return MEDIA_APNG;
        if (has_at(bytes, length, at + 4, "IDAT") || size > length)
            break;
        at += size + AROUND;
    }
    return MEDIA_PNG;
}

/* Each stream begins with a page of its own, before all others, and names its coder there (RFC 3533): a film's sound
 * may stand first. */
static enum media_kind sniff_ogg(const unsigned char *bytes, size_t length)
{
    enum { FLAGS = 5, FIRST = 2, SEGMENTS = 26 };
    static const char *const pictures[] = {"\x80theora", "OVP80", "BBCD", "\1video"};
    for (size_t page = 0; has_at(bytes, length, page, "OggS") && page + SEGMENTS < length;) {
        size_t segments = bytes[page + SEGMENTS], packet = page + SEGMENTS + 1 + segments, end = packet;
        if (!(bytes[page + FLAGS] & FIRST))
            break;
        for (size_t i = 0; i < COUNT(pictures); i++)
            if (has_at(bytes, length, packet, pictures[i]))
                return MEDIA_OGV;
        for (size_t i = 0; i < segments && page + SEGMENTS + 1 + i < length; i++)
            end += bytes[page + SEGMENTS + 1 + i];
        page = end;
    }
    return MEDIA_OGG;
}

enum media_kind media_sniff(const void *start, size_t length)
{
    const unsigned char *bytes = start;
    if (has_at(bytes, length, 0, "\xff\xd8\xff"))
        return MEDIA_JPG;
    if (has_at(bytes, length, 0, "\x89PNG\r\n\x1a\n"))
        return sniff_png(bytes, length);
    if (has_at(bytes, length, 0, "GIF87a") || has_at(bytes, length, 0, "GIF89a"))
        return MEDIA_GIF;
    if (has_at(bytes, length, 0, "RF64"))
        return has_at(bytes, length, 8, "WAVE") ? MEDIA_WAV : MEDIA_NONE;
    if (has_at(bytes, length, 0, "RIFF")) {
        if (has_at(bytes, length, 8, "WAVE"))
            return MEDIA_WAV;
        if (has_at(bytes, length, 8, "AVI "))
            return MEDIA_AVI;
        return has_at(bytes, length, 8, "WEBP") ? MEDIA_WEBP : MEDIA_NONE;
    }
    if (has_at(bytes, length, 0, "FORM"))
        return has_at(bytes, length, 8, "AIF") ? MEDIA_AIFF : MEDIA_NONE;
    if (has_at(bytes, length, 0, "\x1a\x45\xdf\xa3"))
        return sniff_ebml(bytes, length);
    if (has_at(bytes, length, 0, "fLaC"))
        return MEDIA_FLAC;
    if (has_at(bytes, length, 0, "OggS"))
        return sniff_ogg(bytes, length);
    if (has_at(bytes, length, 0, "ID3"))
        return length >= 10 ? MEDIA_MP3 : MEDIA_NONE;
    enum media_kind kind = sniff_iso(bytes, length);
    if (kind == MEDIA_NONE)
        kind = sniff_starts(bytes, length);
    return kind != MEDIA_NONE ? kind : sniff_frames(bytes, length);
}

char *media_fitting_name(const char *name, enum media_kind kind)
{
    const struct kind_row *row = find_row(kind);
    const char *extension = path_extension(name);
    if (row == NULL || text_equal_ignore_case(extension, row->extension) ||
        (row->other_extension != NULL && text_equal_ignore_case(extension, row->other_extension)))
        return xstrdup(name);
    char *stem = path_stem(name);
    char *fitting = xasprintf("%s.%s", stem, row->extension);
    free(stem);
    return fitting;
}
