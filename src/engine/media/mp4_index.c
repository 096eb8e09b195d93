/* Walks the boxes of an MP4 file's index. */
#include "mp4_index.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bgmusic/base/file.h"
#include "bgmusic/base/xalloc.h"

/* A film of six hours with two tracks has an index of some 20 MB. */
enum { INDEX_CEILING = 128 << 20, MOST_TOP_BOXES = 4096 };

/* A stretch of the index in memory. */
struct bytes {
    const unsigned char *at;
    size_t length;
};

static uint32_t read32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint64_t read64(const unsigned char *at)
{
    return (uint64_t)read32(at) << 32 | read32(at + 4);
}

/* Takes the next box off `*rest`; false: no whole one is left. */
static bool next_box(struct bytes *rest, char type[5], struct bytes *body)
{
    if (rest->length < 8)
        return false;
    uint64_t size = read32(rest->at);
    size_t head = 8;
    memcpy(type, rest->at + 4, 4);
    type[4] = '\0';
    if (size == 1 && rest->length >= 16) {
        size = read64(rest->at + 8);
        head = 16;
    } else if (size == 0) {
        size = rest->length;
    }
    if (size < head || size > rest->length)
        return false;
    *body = (struct bytes){rest->at + head, (size_t)size - head};
    *rest = (struct bytes){rest->at + size, rest->length - (size_t)size};
    return true;
}

/* The first box of that type; false: none. */
static bool find_box(struct bytes inside, const char *wanted, struct bytes *body)
{
    char type[5];
    while (next_box(&inside, type, body)) {
        if (strcmp(type, wanted) == 0)
            return true;
    }
    *body = (struct bytes){NULL, 0};
    return false;
}

/* A table behind version, flags and a count: how many entries of `bytes_each` really follow. */
static uint32_t table_count(struct bytes box, size_t head, size_t bytes_each)
{
    if (box.length < head)
        return 0;
    uint32_t count = read32(box.at + head - 4);
    size_t most = (box.length - head) / bytes_each;
    return count < most ? count : (uint32_t)most;
}

static void read_edits(struct bytes list, double movie_scale, double media_scale, struct mp4_track *track)
{
    bool wide = list.length >= 8 && list.at[0] == 1;
    size_t each = wide ? 20 : 12;
    uint32_t count = table_count(list, 8, each);
    double gap = 0;
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *entry = list.at + 8 + i * each;
        double length = (double)(wide ? read64(entry) : read32(entry)) / movie_scale;
        int64_t media = wide ? (int64_t)read64(entry + 8) : (int32_t)read32(entry + 4);
        if (media < 0) {
            gap += length;
            continue;
        }
        if (track->edit_parts++ == 0)
            track->edit_lead_s = gap;
        else
            track->edit_length_s += gap;
        gap = 0;
        track->edit_length_s += length;
        track->edit_media_s = (double)media / media_scale;
        track->edit_media_end_s = track->edit_media_s + length;
    }
}

/* The sample tables of a track, each behind its head of version and flags. */
struct tables {
    struct bytes stts, stsc, stsz, stco;
    bool wide; /* 64-bit offsets */
    uint32_t time_rows, chunk_rows, sizes, chunks;
};

static bool find_tables(struct bytes stbl, struct tables *tables)
{
    memset(tables, 0, sizeof *tables);
    if (!find_box(stbl, "stts", &tables->stts) || !find_box(stbl, "stsc", &tables->stsc) ||
        !find_box(stbl, "stsz", &tables->stsz))
        return false;
    tables->wide = !find_box(stbl, "stco", &tables->stco);
    if (tables->wide && !find_box(stbl, "co64", &tables->stco))
        return false;
    tables->time_rows = table_count(tables->stts, 8, 8);
    tables->chunk_rows = table_count(tables->stsc, 8, 12);
    tables->chunks = table_count(tables->stco, 8, tables->wide ? 8 : 4);
    if (tables->stsz.length < 12)
        return false;
    /* One size for all samples: then the table is empty and the number stands alone. */
    tables->sizes = read32(tables->stsz.at + 4) != 0 ? read32(tables->stsz.at + 8) : table_count(tables->stsz, 12, 4);
    return true;
}

/* How many of the next `count` samples lie wholly before `end`, laid out from `offset` on. Where all are of one size
 * this is reckoned: their number stands alone then, and may be thousands of millions in a file of nothing. */
static uint32_t samples_before(const struct tables *tables, uint32_t first, uint32_t count, uint64_t offset,
                               uint64_t end)
{
    uint32_t one = read32(tables->stsz.at + 4), done = 0;
    if (offset > end)
        return 0;
    if (one != 0)
        return (end - offset) / one < count ? (uint32_t)((end - offset) / one) : count;
    while (done < count) {
        uint32_t size = read32(tables->stsz.at + 12 + (size_t)(first + done) * 4);
        if (size > end - offset)
            break;
        offset += size;
        done++;
    }
    return done;
}

/* The first sample that does not lie wholly in the file; `sizes` when all do. */
static uint32_t first_missing(const struct tables *tables, uint64_t file_size)
{
    uint32_t sample = 0, row = 0;
    for (uint32_t chunk = 0; chunk < tables->chunks && sample < tables->sizes; chunk++) {
        const unsigned char *rows = tables->stsc.at + 8;
        while (row + 1 < tables->chunk_rows && read32(rows + (size_t)(row + 1) * 12) <= chunk + 1)
            row++;
        uint32_t in_chunk = tables->chunk_rows > 0 ? read32(rows + (size_t)row * 12 + 4) : 1;
        const unsigned char *place = tables->stco.at + 8 + (size_t)chunk * (tables->wide ? 8 : 4);
        uint64_t offset = tables->wide ? read64(place) : read32(place);
        uint32_t left = tables->sizes - sample, count = in_chunk < left ? in_chunk : left;
        uint32_t whole = samples_before(tables, sample, count, offset, file_size);
        sample += whole;
        if (whole < count)
            return sample;
    }
    return sample;
}

/* The length of the first `samples`. */
static double length_of(const struct tables *tables, uint32_t samples, double scale)
{
    double ticks = 0;
    for (uint32_t i = 0; i < tables->time_rows && samples > 0; i++) {
        uint32_t count = read32(tables->stts.at + 8 + (size_t)i * 8);
        count = count < samples ? count : samples;
        ticks += (double)count * read32(tables->stts.at + 12 + (size_t)i * 8);
        samples -= count;
    }
    return ticks / scale;
}

static bool read_track(struct bytes trak, double movie_scale, uint64_t file_size, struct mp4_track *track)
{
    struct bytes box, mdia, stbl, minf, list;
    struct tables tables;
    memset(track, 0, sizeof *track);
    if (!find_box(trak, "tkhd", &box) || box.length < 24)
        return false;
    track->id = read32(box.at + (box.at[0] == 1 ? 20 : 12));
    if (!find_box(trak, "mdia", &mdia) || !find_box(mdia, "mdhd", &box) || box.length < 24)
        return false;
    double scale = read32(box.at + (box.at[0] == 1 ? 20 : 12));
    if (scale <= 0 || !find_box(mdia, "minf", &minf) || !find_box(minf, "stbl", &stbl))
        return false;
    if (find_box(stbl, "stsd", &box) && box.length >= 16)
        track->is_encrypted = memcmp(box.at + 12, "encv", 4) == 0 || memcmp(box.at + 12, "enca", 4) == 0;
    if (find_box(trak, "edts", &box) && find_box(box, "elst", &list))
        read_edits(list, movie_scale, scale, track);
    if (find_tables(stbl, &tables)) {
        track->media_s = length_of(&tables, tables.sizes, scale);
        track->whole_s = length_of(&tables, first_missing(&tables, file_size), scale);
    }
    return true;
}

/* The body of the "moov" box, in memory of the caller's; NULL: none. */
static unsigned char *load_moov(int fd, uint64_t file_size, size_t *length)
{
    uint64_t at = 0;
    for (int i = 0; i < MOST_TOP_BOXES && at + 8 <= file_size; i++) {
        unsigned char head[16];
        ssize_t got = pread(fd, head, sizeof head, (off_t)at);
        if (got < 8)
            return NULL;
        uint64_t size = read32(head);
        size_t head_length = 8;
        if (size == 1 && got == 16) {
            size = read64(head + 8);
            head_length = 16;
        } else if (size == 0) {
            size = file_size - at;
        }
        if (size < head_length)
            return NULL;
        if (memcmp(head + 4, "moov", 4) == 0) {
            *length = (size_t)(size - head_length);
            if (size > INDEX_CEILING || at + size > file_size)
                return NULL;
            unsigned char *moov = xmalloc(*length + 1);
            if (pread(fd, moov, *length, (off_t)(at + head_length)) == (ssize_t)*length)
                return moov;
            free(moov);
            return NULL;
        }
        at = size > file_size - at ? file_size : at + size;
    }
    return NULL;
}

bool mp4_index_parse(const unsigned char *moov, size_t length, uint64_t file_size, struct mp4_index *index)
{
    struct bytes rest = {moov, length}, body;
    char type[5];
    double movie_scale = 0;
    memset(index, 0, sizeof *index);
    if (find_box(rest, "mvhd", &body) && body.length >= 24)
        movie_scale = read32(body.at + (body.at[0] == 1 ? 20 : 12));
    index->is_fragmented = find_box(rest, "mvex", &body);
    while (movie_scale > 0 && index->count < MP4_MOST_TRACKS && next_box(&rest, type, &body)) {
        if (strcmp(type, "trak") == 0 && read_track(body, movie_scale, file_size, &index->tracks[index->count]))
            index->count++;
    }
    return movie_scale > 0;
}

bool mp4_index_read(const char *path, struct mp4_index *index)
{
    memset(index, 0, sizeof *index);
    int64_t file_size_bytes = file_size(path);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    size_t length = 0;
    unsigned char *moov = file_size_bytes > 0 ? load_moov(fd, (uint64_t)file_size_bytes, &length) : NULL;
    close(fd);
    bool found = moov != NULL && mp4_index_parse(moov, length, (uint64_t)file_size_bytes, index);
    free(moov);
    return found;
}

const struct mp4_track *mp4_index_track(const struct mp4_index *index, uint32_t id)
{
    for (size_t i = 0; i < index->count; i++) {
        if (index->tracks[i].id == id)
            return &index->tracks[i];
    }
    return NULL;
}
