/* A ninth lot of messages of the kind of agent_messages.h: plain sentences that asked needlessly or were misread at
 * first sight, and their neighbours. */
#ifndef BGMUSIC_TESTS_AGENT_MESSAGES_NINTH_H
#define BGMUSIC_TESTS_AGENT_MESSAGES_NINTH_H

#include "agent_messages.h"

/* clang-format off */
static const struct message ninth_messages[] = {
    /* Japanese particles behind times */
    {"places", "l", "5秒から音楽を流して", "sounds=5-20"},
    {"places", "l", "3秒から音楽を始めて", "sounds=3-20"},
    {"places", "l", "3秒から始めて", "sounds=3-20"},
    {"places", "l", "5秒に始めて", "sounds=5-20"},
    {"places", "l", "3秒から5秒まで音楽なし", "sounds=0-3,5-20"},
    {"places", "l", "0:05から0:10まで音楽を消して", "sounds=0-5,10-20"},
    {"places", "l", "3秒から5秒の音楽を消して", "sounds=0-3,5-20"},
    {"places", "l", "7秒から11秒の間は無音にして", "sounds=0-7,11-20"},
    {"places", "l", "音楽を5秒から10秒の間だけ流して", "sounds=5-10"},
    {"places", "l", "音楽は5秒から10秒だけ", "sounds=5-10"},
    {"places", "l", "10秒で音楽を止めて", "sounds=0-10"},
    {"places", "l", "10秒のところで音楽を止めて", "sounds=0-10"},
    {"places", "l", "10秒まで音楽を流して", "sounds=0-10"},
    {"places", "l", "5秒以降音楽なし", "sounds=0-5"},
    {"places", "l", "5秒から音楽を大きくして", "level>@5-20"},
    {"instruments", "l", "8秒からドラムを入れて", "has=drums / same"},
    {"titles", "l", "5秒から8秒までタイトル「海」を表示", "title=海@5"},
    {"fades", "l", "3秒でフェードアウト", "fade_out=3"},
    {"places", "l", "start the music at 5 seconds, until 15 seconds", "sounds=5-15"},
};
/* clang-format on */

#endif
