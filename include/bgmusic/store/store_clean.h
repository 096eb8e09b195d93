/* What a kill leaves beside the records: temporaries of file_write() that never got their name. One could hold a token.
 */
#ifndef BGMUSIC_STORE_STORE_CLEAN_H
#define BGMUSIC_STORE_STORE_CLEAN_H

struct store;

/* Deletes temporaries that are older than an hour in all folders of the store but the local engine's. Best effort, and
 * cheap: no file is read. */
void store_clean(const struct store *store);

#endif
