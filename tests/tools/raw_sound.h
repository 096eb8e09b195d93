/* A file of raw 32-bit floats, stereo, for programs that measure without sharing code with what they measure. */
#ifndef BGMUSIC_TESTS_RAW_SOUND_H
#define BGMUSIC_TESTS_RAW_SOUND_H

#include <stdio.h>
#include <stdlib.h>

struct sound {
    float *at; /* left, right, left ... */
    size_t frames;
};

/* The whole file; ends the program when it cannot be read. */
static inline struct sound sound_read(const char *path)
{
    struct sound sound = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    sound.frames = (size_t)ftell(file) / (2 * sizeof *sound.at);
    sound.at = calloc(sound.frames + 1, 2 * sizeof *sound.at);
    rewind(file);
    if (sound.at == NULL || fread(sound.at, 2 * sizeof *sound.at, sound.frames, file) != sound.frames)
        exit(1);
    fclose(file);
    return sound;
}

#endif
