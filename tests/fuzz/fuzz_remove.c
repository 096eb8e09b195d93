/* Messages of known words: none removes the music but by a whole frame that says so. Each two bytes choose a word: of
 * English, of Chinese, an instrument, or of what is out of reach. */
#include "fuzz.h"

#include "agent.h"
#include "agent_lexicon.h"
#include "remove_frame.h"

enum { MOST_WORDS = 12, MOST_MESSAGE = 1024 };

static void message_make(const uint8_t *data, size_t size, char message[MOST_MESSAGE])
{
    const struct {
        const struct lexeme *rows;
        size_t count;
    } tables[] = {
        {agent_words_english, agent_words_english_count},
        {agent_words_chinese, agent_words_chinese_count},
        {agent_words_instruments, agent_words_instruments_count},
        {agent_words_beyond, agent_words_beyond_count},
    };
    size_t used = 0;
    message[0] = '\0';
    for (size_t i = 0; i + 1 < size && i / 2 < MOST_WORDS; i += 2) {
        /* Two bits for the table, six of the row's, the rest for which of its words. */
        size_t table = data[i] & 3, row = (size_t)((data[i] >> 2) * 8 + (data[i + 1] & 7)) % tables[table].count;
        const char *word = tables[table].rows[row].words;
        for (int skip = data[i + 1] >> 3; skip > 0 && strchr(word, '|') != NULL; skip--)
            word = strchr(word, '|') + 1;
        size_t length = strcspn(word, "|");
        if (used + length + 2 > MOST_MESSAGE)
            break;
        if (used > 0 && table != 1)
            message[used++] = ' ';
        memcpy(message + used, word, length);
        used += length;
        message[used] = '\0';
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct agent_memory memory = {.has_music = true, .title_count = 1};
    static struct agent_reading reading;
    char message[MOST_MESSAGE];
    message_make(data, size, message);
    agent_read(message, &memory, &reading);
    PROPERTY(!removes_music(&reading) || remove_frame_stands(message), message);
    return 0;
}
