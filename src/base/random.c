/* Chance: unguessable from the operating system, repeatable from a seed. */
#include "bgmusic/base/random.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "bgmusic/base/text.h"

static void real_random_bytes(void *bytes, size_t length)
{
    char *place = bytes;
    while (length > 0) {
        /* 256 bytes is what getentropy() promises to give at once. */
        size_t piece = length < 256 ? length : 256;
        if (getentropy(place, piece) != 0) {
            /* Ids that can be guessed are worse than no program. */
            fprintf(stderr, "bgmusic: the system gives no random numbers: %s\n", strerror(errno));
            exit(1);
        }
        place += piece;
        length -= piece;
    }
}

static void (*random_source)(void *bytes, size_t length) = real_random_bytes;

void random_replace(void (*source)(void *bytes, size_t length))
{
    random_source = source != NULL ? source : real_random_bytes;
}

void random_bytes(void *bytes, size_t length)
{
    random_source(bytes, length);
}

void random_hex(char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char byte;
        random_bytes(&byte, 1);
        text[i] = "0123456789abcdef"[byte & 15];
    }
    text[count] = '\0';
}

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void prng_init(struct prng *prng, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        prng->state[i] = splitmix(&seed);
}

void prng_init_labelled(struct prng *prng, uint64_t seed, const char *label)
{
    uint64_t mixed = splitmix(&seed);
    prng_init(prng, text_hash(label, strlen(label), TEXT_HASH_INIT) ^ mixed);
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t prng_next(struct prng *prng)
{
    uint64_t *s = prng->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

double prng_unit(struct prng *prng)
{
    return (double)(prng_next(prng) >> 11) * 0x1.0p-53;
}

int prng_between(struct prng *prng, int least, int most)
{
    assert(least <= most);
    /* In 64 bits: the widest range has 2^32 numbers. */
    return (int)(least + (int64_t)(prng_unit(prng) * (double)((int64_t)most - least + 1)));
}

double prng_gauss(struct prng *prng)
{
    /* Sum of twelve uniforms (Irwin-Hall): no libm call, so the same bits on every machine. */
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += prng_unit(prng);
    return sum;
}

size_t prng_choose(struct prng *prng, const double *weights, size_t count)
{
    assert(count > 0);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weights[i];
    double mark = prng_unit(prng) * sum;
    for (size_t i = 0; i < count; i++) {
        mark -= weights[i];
        if (mark < 0)
            return i;
    }
    /* Rounding left the mark at the very end: the last one that can be chosen at all. */
    size_t last = count - 1;
    while (last > 0 && weights[last] <= 0)
        last--;
    return last;
}
