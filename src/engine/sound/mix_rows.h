/* What the mix of a style is after: one row a style. */
#ifndef BGMUSIC_ENGINE_SOUND_MIX_ROWS_H
#define BGMUSIC_ENGINE_SOUND_MIX_ROWS_H

struct mix_row {
    const char *styles; /* ids, spaces between */
    double plr_db;      /* loudest sample over the loudness of the music bus */
    /* The spectrum as third octaves: the bass against the third at 125 Hz, then so many dB an octave up to 4 kHz and
     * above. */
    double sub_db, bass_db; /* at 31-50 Hz and 63-100 Hz */
    double slope_db, top_db;
    /* What leans on that line, an octave wide: warmth or mud around 400 Hz, nearness or bite around 2.5 kHz. */
    double body_db, presence_db;
    double width_db;         /* more or less side than usual */
    double pump_db, pump_ms; /* how everything makes way for the kick */
    double drive;            /* of drums and bass into a soft curve; 0: none */
};

/* Never NULL: unknown styles have a row in the middle. */
const struct mix_row *mix_row_find(const char *style);

#endif
