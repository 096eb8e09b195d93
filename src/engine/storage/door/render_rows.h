/* Renders in the database: what was ordered, who works on it, how far it is.
 *
 * Status goes pending -> processing -> completed or failed; an engine that stops puts its own back to pending.
 * `owner` is the id of an engine; renders of a dead one are taken over by whoever is asked for them. */
#ifndef BGMUSIC_ENGINE_STORAGE_RENDER_ROWS_H
#define BGMUSIC_ENGINE_STORAGE_RENDER_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "bgmusic/base/error.h"

struct database;

enum { RENDER_ID_MOST = 128, RENDER_FILE_SIZE = 44, OWNER_ID_SIZE = 33 };

/* What a render gives beside, or in place of, the video. */
enum render_wanted {
    RENDER_STEMS = 1, /* each part as WAV */
    RENDER_MIDI = 2,
    RENDER_SOUND = 4,        /* the music alone, in place of the video; the ending of `file` says as what */
    RENDER_COPY_PICTURE = 8, /* take the picture's packets over whatever players say */
    RENDER_COMPATIBLE = 16,  /* H.264 in yuv420p whatever it costs */
    RENDER_STRICT = 32,      /* a damaged input is an error */
};

/* The protocol's codes for a failure that the input is to blame for, and one that this machine is (a helper that was
 * killed or did not start), in renders and streams, and, of a render, that its folder cannot be written
 * (docs/protocol.md). */
enum { RENDER_CODE_OUTPUT = 507, RENDER_CODE_INPUT = 4003, RENDER_CODE_MACHINE = 5003 };
#define RENDER_CODE_INPUT_TEXT   "4003"
#define RENDER_CODE_MACHINE_TEXT "5003"

/* The states of a render by their words, as they stand in the database, in its SQL and on the wire. Failed are
 * cancelled ones, too. */
#define RENDER_WORD_PENDING    "pending"
#define RENDER_WORD_PROCESSING "processing"
#define RENDER_WORD_COMPLETED  "completed"
#define RENDER_WORD_FAILED     "failed"
#define RENDER_STATES(S)                         \
    S(RENDER_PENDING, RENDER_WORD_PENDING)       \
    S(RENDER_PROCESSING, RENDER_WORD_PROCESSING) \
    S(RENDER_COMPLETED, RENDER_WORD_COMPLETED)   \
    S(RENDER_FAILED, RENDER_WORD_FAILED)

/* SQL: a list of those that are not at their end, and of those that are. */
#define RENDER_SQL_OPEN  "('" RENDER_WORD_PENDING "', '" RENDER_WORD_PROCESSING "')"
#define RENDER_SQL_ENDED "('" RENDER_WORD_COMPLETED "', '" RENDER_WORD_FAILED "')"

#define RENDER_STATE_NAME(state, word) state,
enum render_state { RENDER_STATES(RENDER_STATE_NAME) };

const char *render_state_name(enum render_state state);
/* Is it not at its end yet? */
bool render_state_is_open(enum render_state state);

struct render_row {
    char id[RENDER_ID_MOST + 1]; /* the client's */
    char session[24];
    enum render_state state;
    int progress; /* 0-100 */
    char owner[OWNER_ID_SIZE];
    char file[RENDER_FILE_SIZE]; /* name under renders/ */
    int64_t size_bytes, duration_ms;
    int64_t created_s, updated_s;
    bool cancelled;
    unsigned wanted;      /* enum render_wanted */
    char *error;          /* "" unless failed; the row's */
    int error_code;       /* of a failed one: a RENDER_CODE_, or 0 */
    char *notes;          /* sentences for the user, newlines between, "" when there are none; the row's */
    bool has_loudness;    /* of a completed one */
    double loudness_lufs; /* what was sent to the encoder */
    bool damaged;         /* the input was; the first note says where */
    char *draft;          /* the draft as it was sent; the row's, only from render_claim() */
};

/* BGM_OUTPUT_EXISTS when a render of that id is known. */
enum bgm_status render_insert(struct database *database, const struct render_row *row, const char *draft,
                              struct bgm_error *err);
/* BGM_NOT_FOUND when it is unknown or another user's. */
enum bgm_status render_load(struct database *database, int64_t user, const char *id, struct render_row *row,
                            struct bgm_error *err);
/* The owner's oldest pending render becomes processing; `*found` false: none. */
enum bgm_status render_claim(struct database *database, const char *owner, struct render_row *row, bool *found,
                             struct bgm_error *err);
/* Stores progress and tells whether somebody cancelled. */
enum bgm_status render_progress(struct database *database, const char *id, int progress, bool *cancelled,
                                struct bgm_error *err);

/* What came of a render. */
struct render_outcome {
    int64_t size_bytes, duration_ms;
    const char *notes; /* as in the row */
    bool has_loudness, damaged;
    double loudness_lufs;
};
enum bgm_status render_complete(struct database *database, const char *id, const struct render_outcome *outcome,
                                struct bgm_error *err);
/* `code`: RENDER_CODE_INPUT when the input is to blame, RENDER_CODE_MACHINE when this machine is, RENDER_CODE_OUTPUT
 * when its folder is, else 0. */
enum bgm_status render_fail(struct database *database, const char *id, const char *reason, int code,
                            struct bgm_error *err);
/* A pending one fails at once; one that is processed gets the mark that its owner looks at. */
enum bgm_status render_cancel(struct database *database, const char *id, struct bgm_error *err);
/* Everything of the owner that is processing goes back to pending. */
enum bgm_status render_requeue(struct database *database, const char *owner, struct bgm_error *err);
/* Changes the owner if it is still `from` and the render is not at its end; it is pending again then. */
enum bgm_status render_adopt(struct database *database, const char *id, const char *from, const char *owner,
                             bool *adopted, struct bgm_error *err);
void render_row_release(struct render_row *row);

#endif
