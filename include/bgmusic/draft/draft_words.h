/* How numbers and names of a timeline are put into words; shared by the summary and the report of changes. */
#ifndef BGMUSIC_DRAFT_DRAFT_WORDS_H
#define BGMUSIC_DRAFT_DRAFT_WORDS_H

#include <stdint.h>

struct buf;
struct draft_segment;

/* Seconds without decimals when whole, else with one: "30", "2.5". */
void draft_append_seconds(struct buf *out, int64_t ms);
/* "35%", for a share of 0.35. */
void draft_append_percent(struct buf *out, double share);
void draft_append_gain(struct buf *out, double factor); /* "+3.5 dB"; the factor is above 0 */
/* A title's text in quotes, else the name; nothing when neither is known. */
void draft_append_segment_name(struct buf *out, const struct draft_segment *segment);

#endif
