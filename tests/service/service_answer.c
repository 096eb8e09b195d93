/* Answers in pieces, with pauses, that can be cut at any byte. */
#include "service_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

void answer_init(struct answer *answer)
{
    *answer = (struct answer){.status = 200, .cut_after = -1};
    answer->headers = cJSON_CreateObject();
    answer->pieces = calloc(MOST_PIECES, sizeof *answer->pieces);
}

static void clear_pieces(struct answer *answer)
{
    for (size_t i = 0; i < answer->piece_count; i++)
        free(answer->pieces[i].bytes);
    answer->piece_count = 0;
}

void answer_release(struct answer *answer)
{
    clear_pieces(answer);
    free(answer->pieces);
    free(answer->content_type);
    cJSON_Delete(answer->headers);
    *answer = (struct answer){0};
}

void answer_add_piece(struct answer *answer, const char *bytes, size_t length, unsigned pause_ms)
{
    if (answer->piece_count == MOST_PIECES)
        return;
    struct piece *piece = &answer->pieces[answer->piece_count++];
    piece->bytes = malloc(length + 1);
    memcpy(piece->bytes, bytes, length);
    piece->bytes[length] = '\0';
    piece->length = length;
    piece->pause_ms = pause_ms;
}

void answer_add_header(struct answer *answer, const char *name, const char *value)
{
    cJSON_DeleteItemFromObject(answer->headers, name);
    cJSON_AddStringToObject(answer->headers, name, value);
}

void answer_json(struct answer *answer, unsigned status, cJSON *json)
{
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    clear_pieces(answer);
    answer->status = status;
    free(answer->content_type);
    answer->content_type = strdup("application/json");
    answer_add_piece(answer, text, strlen(text), 0);
    free(text);
}

/* A body on its way out. */
struct sending {
    struct answer answer;
    size_t piece, offset;
    bool paused; /* the pause of the current piece is over */
    long sent;
};

static void pause_for(unsigned pause_ms)
{
    struct timespec pause = {.tv_sec = pause_ms / 1000, .tv_nsec = (long)(pause_ms % 1000) * 1000000};
    nanosleep(&pause, NULL);
}

static ssize_t next_bytes(void *context, uint64_t position, char *place, size_t most)
{
    struct sending *sending = context;
    struct answer *answer = &sending->answer;
    (void)position;
    for (;;) {
        if (answer->cut_after >= 0 && sending->sent >= answer->cut_after)
            return MHD_CONTENT_READER_END_WITH_ERROR;
        if (sending->piece == answer->piece_count) {
            if (!answer->repeat_last || answer->piece_count == 0)
                return MHD_CONTENT_READER_END_OF_STREAM;
            sending->piece--;
            sending->offset = 0;
            sending->paused = false;
        }
        struct piece *piece = &answer->pieces[sending->piece];
        if (!sending->paused) {
            sending->paused = true;
            pause_for(piece->pause_ms);
        }
        size_t left = piece->length - sending->offset;
        if (left == 0) {
            sending->piece++;
            sending->offset = 0;
            sending->paused = false;
            continue;
        }
        size_t count = left < most ? left : most;
        if (answer->cut_after >= 0 && (long)count > answer->cut_after - sending->sent)
            count = (size_t)(answer->cut_after - sending->sent);
        memcpy(place, piece->bytes + sending->offset, count);
        sending->offset += count;
        sending->sent += (long)count;
        return (ssize_t)count;
    }
}

static void end_sending(void *context)
{
    struct sending *sending = context;
    answer_release(&sending->answer);
    free(sending);
}

enum MHD_Result answer_send(struct MHD_Connection *connection, struct answer *answer)
{
    if (answer->delay_ms > 0)
        pause_for(answer->delay_ms);
    if (answer->close_silently) {
        answer_release(answer);
        return MHD_NO;
    }
    uint64_t size = 0;
    for (size_t i = 0; i < answer->piece_count; i++)
        size += answer->pieces[i].length;
    if (answer->chunked || answer->repeat_last)
        size = MHD_SIZE_UNKNOWN;
    struct sending *sending = calloc(1, sizeof *sending);
    sending->answer = *answer;
    unsigned status = answer->status;
    *answer = (struct answer){0};
    static char nothing[1];
    struct MHD_Response *response =
        size == 0 ? MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT)
                  : MHD_create_response_from_callback(size, 16384, next_bytes, sending, end_sending);
    if (sending->answer.content_type != NULL)
        MHD_add_response_header(response, "Content-Type", sending->answer.content_type);
    for (cJSON *header = sending->answer.headers->child; header != NULL; header = header->next)
        MHD_add_response_header(response, header->string, header->valuestring);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    if (size == 0)
        end_sending(sending);
    return result;
}
