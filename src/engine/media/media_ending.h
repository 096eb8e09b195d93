/* Whether the outer structure of a file goes on behind its last byte: what a download that broke off, or a full disk,
 * leaves. Lengths in headers are no proof of that (they are rounded, or guessed from what is there); the sizes and
 * closing marks that these containers have are:
 *
 *     AVI            the RIFF chunks, one behind the other
 *     Matroska       the size of the segment, where it is known
 *     MPEG TS        whole packets
 *     Ogg            a last page that is whole and says that it is the last
 *     FLV            a last tag that is as long as the number behind it says
 *     ASF            the size of the file in its properties
 *     MXF            the place of the footer in the first partition
 *
 * The file is hostile: some KB at both ends are read, and every number is held against the size. */
#ifndef BGMUSIC_ENGINE_MEDIA_MEDIA_ENDING_H
#define BGMUSIC_ENGINE_MEDIA_MEDIA_ENDING_H

#include <stdbool.h>

/* `format`: ffprobe's name of it. False where nothing tells. */
bool media_ends_early(const char *path, const char *format);

#endif
