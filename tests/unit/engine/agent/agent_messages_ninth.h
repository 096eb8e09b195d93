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
    /* parted by dashes, taken back in the middle, asked with "or" */
    {"negation", "l", "not faster — slower, please", "tempo<"},
    {"contradictions", "l", "add a flute — scrap that, a trumpet", "has=trumpet"},
    {"contradictions", "l", "make it rock, undo that, make it jazz", "style=jazz"},
    {"questions", "l", "is it in a minor or a major key?", "answers"},
    {"questions", "l", "is that 90 bpm?", "answers"},
    {"tempo-key", "l", "put it in a minor key", "mode=minor"},
    {"tempo-key", "l", "make it 70 bpm", "tempo=70"},
    {"tempo-key", "l", "make it 70 beats per minute", "tempo=70"},
    {"tempo-key", "l", "put it at 100 bpm", "tempo=100"},
    {"fades", "l", "begin fading at 0:16 until the end", "fade_out=4"},
    {"fades", "l", "start fading at 15 seconds", "fade_out=5"},
    {"fades", "l", "let the music fade from 0:16 on", "fade_out=4"},
    {"fades", "l", "the fade out should take 5 seconds", "fade_out=5"},
    {"fades", "f", "the fade in is too slow", "fade_in<"},
    {"fades", "f", "no more fading", "fade_in=0 fade_out=0"},
    {"fades", "f", "stop it dead instead of fading", "fade_out=0"},
    {"places", "l", "let the intensity grow up to the 12 second mark", "course"},
    {"styles", "l", "the energy should rise towards the end", "course"},
    {"places", "l", "let the music grow louder until 0:12", "course / level>@0-12"},
    {"several", "l", "same melody, just more cheerful and at 25%", "valence> volume=25"},
    {"original", "l", "get rid of the sound that came with the video", "original=off"},
    {"original", "o", "switch the video's own audio on again", "original=on"},
    {"original", "o", "turn the original sound on again", "original=on"},
    {"original", "o", "I want to hear the original sound again", "original=on"},
    {"original", "o", "turn the video sound back on", "original=on"},
    {"ducking", "l", "switch ducking off", "duck=off"},
    {"instruments", "l", "the bass should come through more", "part>bass"},
    {"follow-ups", "l;set the volume to 45%", "25 is better", "volume=25"},
    {"amounts", "l", "volume no more than 20%", "volume=20"},
    {"out-of-scope", "l", "replace the background behind me with a beach", "refused"},
    {"exporting", "l", "give me the final file without the original audio", "original=off"},
    {"forms", "l", "hi there, hope you're well :) would you mind removing the guitar? thank you so much", "lacks=guitar"},
    {"subjects", "n", "I filmed a day of metal detecting, give it some music", "music=on style!=metal"},
    {"subjects", "n", "cheerful music for our dark brown puppy", "music=on style=happy"},
};
/* clang-format on */

#endif
