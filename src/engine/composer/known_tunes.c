/* Beginnings of tunes that everybody knows, all in the public domain: what a theme must not run into. Steps of the
 * scale from note to note, so that no key and no mode hides a quotation. */
#include "theme.h"

#include "bgmusic/base/count.h"

const struct known_tune known_tunes[] = {
    {"Ode to Joy (Beethoven)", 14, {0, 1, 1, 0, -1, -1, -1, -1, 0, 1, 1, 0, -1, 0}},
    {"Twinkle, twinkle (Ah, vous dirai-je)", 13, {0, 4, 0, 1, 0, -1, -1, 0, -1, 0, -1, 0, -1}},
    {"Frere Jacques", 13, {1, 1, -2, 0, 1, 1, -2, 2, 1, 1, -2, 1, 1}},
    {"Jingle Bells (Pierpont)", 10, {0, 0, 0, 0, 0, 0, 2, -4, 1, 1}},
    {"Auld Lang Syne", 12, {3, 0, 0, 2, -1, -1, 1, 1, -2, 0, 2, 2}},
    {"Greensleeves", 12, {2, 1, 1, 1, -1, -1, -2, -2, 1, 1, 1, -2}},
    {"Amazing Grace", 10, {3, 2, -2, 2, -1, -1, -2, -1, 3, 2}},
    {"Silent Night (Gruber)", 12, {1, -1, -2, 2, 1, -1, -2, 6, 0, -2, 1, 0}},
    {"Mary had a little lamb", 12, {-1, -1, 1, 1, 0, 0, -1, 0, 0, 1, 2, 0}},
    {"London Bridge", 12, {1, -1, -1, -1, 1, 1, -3, 1, 1, -1, 1, 1}},
    {"When the Saints", 11, {2, 1, 1, -4, 2, 1, 1, -4, 2, 1, 1}},
    {"Oh! Susanna (Foster)", 12, {1, 1, 2, 0, 1, -1, -2, -2, 1, 1, 0, -1}},
    {"Yankee Doodle", 12, {0, 1, 1, -2, 2, -1, -4, 3, 0, 1, 1, -2}},
    {"Scarborough Fair", 10, {0, 4, 0, -3, 1, -1, -1, 4, 2, 1}},
    {"Danny Boy (Londonderry Air)", 11, {1, 1, 1, -1, 1, 3, -1, -2, -1, -1, -2}},
    {"Brahms's Lullaby", 11, {0, 2, -2, 0, 2, -2, 2, 3, -1, -1, 0}},
    {"Eine kleine Nachtmusik (Mozart)", 10, {-3, 3, -3, 3, -3, 3, 2, 2, -1, -2}},
    {"Fuer Elise (Beethoven)", 12, {-1, 1, -1, 1, -3, 2, -1, -2, -5, 2, 3, 1}},
    {"Symphony No. 5 (Beethoven)", 7, {0, 0, -2, 1, 0, 0, -2}},
    {"New World, Largo (Dvorak)", 10, {2, 0, -2, -1, -1, 1, 1, 2, -2, -1}},
    {"In the Hall of the Mountain King (Grieg)", 12, {1, 1, 1, 1, -2, 2, -1, -2, 2, -1, -2, 2}},
    {"Morning Mood (Grieg)", 11, {-2, -1, -1, 1, 1, 2, -2, -1, -1, 1, 1}},
    {"Swan Lake (Tchaikovsky)", 10, {-4, 1, 1, 1, 1, -2, 2, -2, 2, -4}},
    {"Canon (Pachelbel)", 7, {-1, -1, -1, -1, -1, 1, 1}},
    {"The Blue Danube (Strauss)", 8, {0, 2, 2, 0, 7, 0, -2, 0}},
    {"Spring (Vivaldi)", 14, {2, 0, 0, -1, -1, 4, 0, -1, -1, 0, 0, -1, -1, 4}},
    {"La Cucaracha", 9, {0, 0, 3, 2, -5, 0, 0, 3, 2}},
    {"Bridal Chorus (Wagner)", 7, {3, 0, 0, -3, 4, -2, 1}},
    {"Happy Birthday (Good Morning to All)", 11, {0, 1, -1, 3, -1, -2, 0, 1, -1, 4, -1}},
    {"Deck the Halls", 12, {-1, -1, -1, -1, 1, 1, -2, 1, 1, 1, -2, 1}},
    {"O Come, All Ye Faithful", 10, {0, -3, 3, 1, -4, 5, -1, 1, 1, -1}},
    {"Molihua (Jasmine Flower)", 10, {0, 2, 1, 2, 0, -2, -1, 0, 1, -1}},
    {"Sakura", 10, {0, 1, -1, 0, 1, -1, 1, 1, -1, -1}},
    {"Dies irae", 7, {-1, 1, -2, 1, -2, 1, 0}},
    {"Minuet in G (Petzold)", 12, {-4, 1, 1, 1, 1, -4, 0, 5, -2, 1, 1, 1}},
    {"Toreador Song (Bizet)", 9, {1, -1, -2, 0, 0, -1, 1, 1, -1}},
    {"Row, row, row your boat", 10, {0, 0, 1, 1, 0, -1, 1, 1, 1, 3}},
};

const size_t known_tune_count = COUNT(known_tunes);
