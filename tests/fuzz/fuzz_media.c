/* First bytes of files and names of uploads, as client and engine look at them. */
#include "fuzz.h"

#include "bgmusic/api/media_file.h"
#include "media_name.h"

static void check_names(const char *name)
{
    char clean[64];
    media_clean_name(name, clean, sizeof clean);
    PROPERTY(!text_is_blank(clean) && strpbrk(clean, "/\\") == NULL, "a clean name is a name and no path");
    PROPERTY(!text_equal(clean, ".") && !text_equal(clean, ".."), "a clean name is no folder");
    PROPERTY(fuzz_is_shown(clean, strlen(clean)), "a clean name can be shown");
    /* A file has a name: "" does not come. */
    for (enum media_kind kind = MEDIA_MP4; kind <= MEDIA_AAC; kind++) {
        char *fitting = media_fitting_name(clean, kind), *again = media_fitting_name(fitting, kind);
        PROPERTY(text_equal(fitting, again), "a name that fits is kept");
        free(fitting);
        free(again);
    }
    char line[400];
    media_shrink_line(line, sizeof line, name);
    PROPERTY(text_starts_with(line, "ffmpeg -i "), "the line is one");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum media_kind kind = media_sniff(data, size);
    PROPERTY((kind == MEDIA_NONE) == (media_extension(kind)[0] == '\0'), "a kind has an extension");
    PROPERTY((kind == MEDIA_NONE) == (media_group(kind) == MEDIA_GROUP_NONE), "a kind has a group");
    PROPERTY(media_content_type(kind)[0] != '\0', "everything has a type");
    char *name = fuzz_text(data, size);
    check_names(name);
    free(name);
    return 0;
}
