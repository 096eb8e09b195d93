/* A tenth lot of messages of the kind of agent_messages.h: plain sentences that were misread or asked at first sight,
 * and their neighbours. */
#ifndef BGMUSIC_TESTS_AGENT_MESSAGES_TENTH_H
#define BGMUSIC_TESTS_AGENT_MESSAGES_TENTH_H

#include "agent_messages.h"

/* clang-format off */
static const struct message tenth_messages[] = {
    /* At first sight of a fifth 150 136 were right, 9 honest, 5 misread. */
    {"negation", "l", "don't add a flute", "same"},
    {"negation", "l", "not more bass, less bass", "part<bass"},
    {"negation", "l", "not the voice, the music is too loud", "volume<"},
    {"negation", "l", "not the music, my voice is too quiet", "original>"},
    {"negation", "l", "not the drums, the guitar is too loud", "part<guitar"},
    {"places", "l", "music only in the parts without talking", "sounds=0-1,7-10,16-20"},
    {"places", "h", "the music should cover the whole video", "sounds=0-20"},
    {"ducking", "l", "the music covers my voice", "duck> / volume<"},
    {"questions", "l", "does the music cost anything?", "answers"},
    {"praise", "l", "super, no changes needed", "same"},
    {"praise", "l", "super", "same"},
    {"questions", "l", "really?", "unknown"},
    {"out-of-scope", "l", "make the picture sharper", "refused"},
    {"out-of-scope", "l", "join it with another video", "refused"},
    {"typos", "l", "mor bass", "part>bass"},
    {"typos", "l", "the music is too laud", "volume<"},
    {"forms", "l", "Good morning, would you mind turning the music up slightly, since my headphones are rather weak?", "volume>"},
    {"forms", "l", "maybe it would be better if the music began a little later, let's say at 3 seconds", "sounds=3-20"},
    {"instruments", "l", "all I want is piano", "only=piano / has=piano only=piano"},
    {"fades", "n", "piano music with a 2 s fade in", "music=on fade_in=2"},
    {"amounts", "l", "2 louder", "volume>"},
    {"versions", "l;louder;fade out 3 s", "undo 2 steps", "undo2"},
    {"questions", "l", "will the music stop at the end?", "answers"},
    {"forms", "l", "will you make it louder?", "volume>"},
    {"questions", "l", "you removed the drums!", "asks / same"},
    /* At first sight of a sixth 150 146 were right, 2 honest, 2 misread. */
    {"styles", "l", "classical instead of lo-fi", "style=classical"},
    {"styles", "l", "instead of lo-fi use rock", "style=rock"},
    {"exporting", "l", "download it, but with slower music", "tempo<"},
    {"subjects", "n", "a video about how to set a fish trap", "music=on"},
    {"forms", "l", "so um the music is kinda slow you know", "tempo>"},
    {"tempo-key", "l", "the music is slow", "tempo>"},
    {"tempo-key", "l", "the tempo is fast", "tempo<"},
    {"tempo-key", "l", "make it slow", "tempo<"},
    /* places and amounts that were dropped without a word */
    {"places", "l", "faster from 10 s on", "asks"},
    {"places", "l", "no ducking at the end", "asks"},
    {"places", "l", "turn off ducking from 9 to 14", "asks"},
    {"places", "l", "don't lower the music when I talk", "duck=off"},
    {"instruments", "l", "add a flute at 20%", "asks"},
    {"instruments", "l", "drums fade out at the end", "asks"},
    {"instruments", "l", "no drums and no bass until 8 s", "lacks=drums@0-8 lacks=bass@0-8"},
    {"fades", "l", "fade in from 3 to 5 seconds", "sounds=3-20 fade_in=2"},
    {"fades", "l", "fade out at the second cut", "fade_out=12"},
    {"styles", "l", "make it sadder at the end", "asks"},
    {"tempo-key", "l", "in minor from 8 s", "asks"},
    {"styles", "l", "calmer from 9 to 14", "course"},
    /* At first sight of a seventh 150 143 were right, 3 honest, 4 misread. */
    {"places", "l", "let it build up to 0:12", "course"},
    {"amounts", "l", "minimally quieter", "volume<"},
    {"fades", "f", "let it end hard", "fade_out=0"},
    {"questions", "l", "is this music free?", "answers"},
    {"subjects", "n", "our March in pictures", "music=on style!=march"},
    {"instruments", "l", "piano and bass only", "has=piano has=bass lacks=drums"},
    {"instruments", "l", "batterie et basse seulement", "has=drums has=bass lacks=piano"},
    {"instruments", "l", "bass and drums only", "has=bass has=drums lacks=piano"},
    {"out-of-scope", "l", "视频开头剪掉3秒", "refused"},
    {"places", "l", "把音乐开头剪掉3秒", "sounds=3-20"},
    {"ducking", "l", "the music drops too much when I talk", "duck<"},
    {"versions", "l;louder", "put the volume back to what it was", "undo / volume<"},
    {"versions", "l;louder", "撤销一次", "undo"},
    {"styles", "l", "不要这么悲伤", "valence>"},
    {"instruments", "l", "ドラムもベースもなしで", "lacks=drums lacks=bass"},
    {"instruments", "l", "ギターを増やしてピアノを減らして", "part>guitar part<piano"},
    {"instruments", "l", "ギターじゃなくてピアノを小さく", "part<piano"},
    {"instruments", "l", "音楽は消さないで、ドラムだけ", "lacks=drums"},
    {"amounts", "l", "can you give the music 4 more dB", "volume>"},
    {"amounts", "l", "I want the music barely audible", "volume<"},
    {"amounts", "l", "the music is barely audible", "volume>"},
    {"styles", "l", "jazz up to 8 s and classical from there", "pieces=jazz@0-8,classical@8-20 / style"},
};
/* clang-format on */

#endif
