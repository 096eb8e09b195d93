/* Two kinds of chance that must never be mixed up.
 *
 * random_bytes(): unguessable, from the operating system: for ids, tokens, jitter. Replaceable for tests.
 * struct prng: repeatable from a seed: for music. The same seed gives the same numbers on every machine
 * and compiler (integers and IEEE doubles only). Algorithms: xoshiro256** 1.0 and splitmix64 by
 * Blackman and Vigna (prng.di.unimi.it), public domain. */
#ifndef BGMUSIC_BASE_RANDOM_H
#define BGMUSIC_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

void random_bytes(void *bytes, size_t length);
void random_replace(void (*source)(void *bytes, size_t length)); /* NULL: the real one again */
/* `count` lower-case hexadecimal digits and a NUL. */
void random_hex(char *text, size_t count);

struct prng {
    uint64_t state[4];
};

void prng_init(struct prng *prng, uint64_t seed);
/* A stream of its own for one subject: the same seed and different labels give unrelated numbers, so
 * that a change in one part of a piece leaves the notes of the others as they were. */
void prng_init_labelled(struct prng *prng, uint64_t seed, const char *label);
uint64_t prng_next(struct prng *prng);
double prng_unit(struct prng *prng);                      /* [0, 1) */
int prng_between(struct prng *prng, int least, int most); /* both ends included; least <= most */
double prng_gauss(struct prng *prng);                     /* mean 0, standard deviation 1, |x| <= 6 */
/* Index into `weights`, each taken with its share of the sum; the sum must be positive. */
size_t prng_choose(struct prng *prng, const double *weights, size_t count);

#endif
